#include "tests/powercut/power_cut_disk.hpp"

#include "tests/powercut/survival.hpp"

#include <algorithm>
#include <utility>

namespace dageng::powercut {

namespace {

std::string text(const std::filesystem::path& path) {
    return path.lexically_normal().string();
}

std::string folder_of(const std::string& path) {
    return std::filesystem::path(path).parent_path().string();
}

[[noreturn]] void refuse(const std::string& path, const char* why) {
    throw std::runtime_error(path + ": " + why);
}

} // namespace

PowerCutDisk::PowerCutDisk(std::uint64_t seed) : random_(seed) {
    files_[++last_file_].directory = true;
    names_["/"] = durable_names_["/"] = last_file_;
}

void PowerCutDisk::cut_at(std::uint64_t sync) {
    const std::lock_guard lock(mutex_);
    cut_at_ = sync;
}

void PowerCutDisk::cut() {
    const std::lock_guard lock(mutex_);
    cut_ = true;
}

void PowerCutDisk::switch_syncing_off(Unsynced what) {
    const std::lock_guard lock(mutex_);
    unsynced_ = what;
}

bool PowerCutDisk::is_cut() const {
    const std::lock_guard lock(mutex_);
    return cut_;
}

std::uint64_t PowerCutDisk::count_syncs() const {
    const std::lock_guard lock(mutex_);
    return syncs_;
}

std::unique_ptr<PowerCutDisk> PowerCutDisk::after_cut() {
    const std::lock_guard lock(mutex_);
    auto left = std::make_unique<PowerCutDisk>(random_());
    Survival survival(random_, first_change(), order_);
    Names names = durable_names_;
    for (const NameChange& change : name_changes_)
        if (survival.whole(change.order))
            change.apply(names);
    left->names_.clear();
    // In the order of names a folder comes before what it holds.
    for (const auto& [path, id] : names) {
        if (path != "/" && !left->names_.contains(folder_of(path)))
            continue;
        left->names_[path] = id;
        if (left->files_.contains(id))
            continue;
        const std::string content = file(id).after_cut(survival);
        left->files_[id] = {file(id).directory, content, content, {}};
    }
    left->durable_names_ = left->names_;
    left->last_file_ = last_file_;
    return left;
}

std::unique_ptr<PowerCutDisk> PowerCutDisk::after_kill() const {
    const std::lock_guard lock(mutex_);
    auto left = std::make_unique<PowerCutDisk>(0);
    left->random_ = random_;
    left->files_ = files_;
    left->names_ = names_;
    left->durable_names_ = durable_names_;
    left->name_changes_ = name_changes_;
    left->last_file_ = last_file_;
    left->order_ = order_;
    return left;
}

std::optional<FileId> PowerCutDisk::find(const std::filesystem::path& path) const {
    const std::lock_guard lock(mutex_);
    require_power();
    const auto found = names_.find(text(path));
    if (found == names_.end())
        return std::nullopt;
    return found->second;
}

FileId PowerCutDisk::create(const std::filesystem::path& file) {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string path = text(file);
    require_folder_of(path);
    if (names_.contains(path))
        refuse(path, "is there already");
    files_[++last_file_];
    change_names({{path, last_file_}});
    return last_file_;
}

FileId PowerCutDisk::create_nameless() {
    const std::lock_guard lock(mutex_);
    require_power();
    files_[++last_file_];
    return last_file_;
}

void PowerCutDisk::make_directory(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string path = text(folder);
    if (const auto found = names_.find(path); found != names_.end()) {
        if (!file(found->second).directory)
            refuse(path, "is a file");
        return;
    }
    require_folder_of(path);
    files_[++last_file_].directory = true;
    change_names({{path, last_file_}});
}

void PowerCutDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string old_path = text(from);
    const std::string new_path = text(to);
    require_folder_of(new_path);
    const auto found = names_.find(old_path);
    if (found == names_.end())
        refuse(old_path, "isn't there");
    const FileId id = found->second;
    if (file(id).directory)
        refuse(old_path, "is a folder, and folders aren't renamed here");
    change_names({{old_path, std::nullopt}, {new_path, id}});
}

bool PowerCutDisk::remove(const std::filesystem::path& removed) {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string path = text(removed);
    const auto found = names_.find(path);
    if (found == names_.end())
        return false;
    if (file(found->second).directory)
        refuse(path, "is a folder, and folders aren't removed here");
    change_names({{path, std::nullopt}});
    return true;
}

void PowerCutDisk::sync_directory(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string path = text(folder);
    if (!names_.contains(path))
        refuse(path, "isn't there");
    count_sync();
    if (unsynced_ == Unsynced::all || unsynced_ == Unsynced::directories)
        return;
    // A change that touches another folder too takes with it what happened before it there.
    std::vector<std::string> folders{path};
    std::vector<bool> synced(name_changes_.size());
    for (std::size_t i = name_changes_.size(); i-- > 0;) {
        const NameChange& change = name_changes_[i];
        synced[i] = std::ranges::any_of(folders, [&](const auto& f) { return change.touches(f); });
        if (!synced[i])
            continue;
        for (const auto& [name, id] : change.names)
            folders.push_back(folder_of(name));
    }
    std::vector<NameChange> left;
    for (std::size_t i = 0; i < name_changes_.size(); ++i) {
        if (synced[i])
            name_changes_[i].apply(durable_names_);
        else
            left.push_back(std::move(name_changes_[i]));
    }
    name_changes_ = std::move(left);
}

std::vector<std::string> PowerCutDisk::list(const std::filesystem::path& folder) const {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string path = text(folder);
    if (!names_.contains(path))
        refuse(path, "isn't there");
    std::vector<std::string> found;
    for (const auto& [name, id] : names_)
        if (folder_of(name) == path && !file(id).directory)
            found.push_back(std::filesystem::path(name).filename().string());
    return found;
}

std::size_t PowerCutDisk::read(FileId id, std::uint64_t offset, char* to, std::size_t most) const {
    const std::lock_guard lock(mutex_);
    require_power();
    const std::string& now = file(id).now;
    if (offset >= now.size())
        return 0;
    const std::size_t got = std::min<std::size_t>(most, now.size() - offset);
    std::copy_n(now.data() + offset, got, to);
    return got;
}

void PowerCutDisk::write(FileId id, std::uint64_t offset, std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    require_power();
    File& written = file(id);
    if (written.now.size() < offset + bytes.size())
        written.now.resize(offset + bytes.size());
    written.now.replace(offset, bytes.size(), bytes);
    written.changes.push_back({++order_, offset, std::string(bytes), false});
}

void PowerCutDisk::truncate(FileId id, std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    require_power();
    File& cut = file(id);
    cut.now.resize(size);
    cut.changes.push_back({++order_, size, {}, true});
}

std::uint64_t PowerCutDisk::size(FileId id) const {
    const std::lock_guard lock(mutex_);
    require_power();
    return file(id).now.size();
}

void PowerCutDisk::sync(FileId id) {
    const std::lock_guard lock(mutex_);
    require_power();
    count_sync();
    if (unsynced_ == Unsynced::all || unsynced_ == Unsynced::files)
        return;
    File& synced = file(id);
    synced.durable = synced.now;
    synced.changes.clear();
}

std::string PowerCutDisk::File::after_cut(Survival& survival) const {
    std::string content = durable;
    for (const Change& change : changes) {
        if (change.cuts)
            survival.truncate(change.order, change.offset, content);
        else
            survival.write(change.order, change.offset, change.bytes, content);
    }
    return content;
}

std::uint64_t PowerCutDisk::first_change() const {
    std::uint64_t first = order_;
    if (!name_changes_.empty())
        first = name_changes_.front().order;
    for (const auto& [id, changed] : files_)
        if (!changed.changes.empty())
            first = std::min(first, changed.changes.front().order);
    return first;
}

bool PowerCutDisk::NameChange::touches(const std::string& folder) const {
    return std::ranges::any_of(names, [&](const auto& name) {
        return folder_of(name.first) == folder;
    });
}

void PowerCutDisk::NameChange::apply(Names& to) const {
    for (const auto& [name, id] : names) {
        if (id)
            to[name] = *id;
        else
            to.erase(name);
    }
}

void PowerCutDisk::require_power() const {
    if (cut_)
        throw PowerCut();
}

void PowerCutDisk::count_sync() {
    if (++syncs_ != cut_at_)
        return;
    cut_ = true;
    throw PowerCut();
}

PowerCutDisk::File& PowerCutDisk::file(FileId id) {
    return files_.at(id);
}

const PowerCutDisk::File& PowerCutDisk::file(FileId id) const {
    return files_.at(id);
}

void PowerCutDisk::require_folder_of(const std::string& path) const {
    const auto found = names_.find(folder_of(path));
    if (found == names_.end() || !file(found->second).directory)
        refuse(path, "has no folder to be in");
}

void PowerCutDisk::change_names(std::map<std::string, std::optional<FileId>> names) {
    name_changes_.push_back({++order_, std::move(names)});
    name_changes_.back().apply(names_);
}

} // namespace dageng::powercut
