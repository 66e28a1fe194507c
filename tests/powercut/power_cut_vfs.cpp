#include "tests/powercut/power_cut_vfs.hpp"

#include "tests/powercut/process_locks.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <new>
#include <optional>

namespace dageng::powercut {

namespace {

constexpr int path_bytes = 512;

/// What open files of one disk need.
struct Backing {
    PowerCutDisk& disk;
    FileLocks locks;
    SharedMemory memory;
};

/// SQLite's handle, and what it means here. SQLite makes the space, xOpen and xClose its life.
struct OpenFile : sqlite3_file {
    Backing* backing = nullptr;
    FileId id = 0;
    std::string path;
    int lock = SQLITE_LOCK_NONE;
    bool sync_folder = false; ///< With the next sync, as its name isn't durable.
    bool remove_at_close = false;
    bool has_memory = false;
};

OpenFile& opened(sqlite3_file* file) {
    return *static_cast<OpenFile*>(file);
}

/// Runs `work`, which returns a code; whatever it throws becomes `failure`.
template <class Work>
int guarded(int failure, Work&& work) {
    try {
        return work();
    } catch (const std::exception&) {
        return failure;
    }
}

std::string folder_of(const std::string& path) {
    return std::filesystem::path(path).parent_path().string();
}

int close_file(sqlite3_file* file) {
    OpenFile& f = opened(file);
    f.backing->locks.unlock(f.id, &f, SQLITE_LOCK_NONE, f.lock);
    if (f.remove_at_close && !f.path.empty())
        guarded(SQLITE_OK, [&] { return f.backing->disk.remove(f.path), SQLITE_OK; });
    f.~OpenFile();
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int bytes, sqlite3_int64 offset) {
    return guarded(SQLITE_IOERR_READ, [&] {
        const OpenFile& f = opened(file);
        const auto wanted = static_cast<std::size_t>(bytes);
        auto* const begin = static_cast<char*>(to);
        const std::size_t got =
            f.backing->disk.read(f.id, static_cast<std::uint64_t>(offset), begin, wanted);
        if (got == wanted)
            return SQLITE_OK;
        std::memset(begin + got, 0, wanted - got);
        return SQLITE_IOERR_SHORT_READ;
    });
}

int write_file(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 offset) {
    return guarded(SQLITE_IOERR_WRITE, [&] {
        const OpenFile& f = opened(file);
        f.backing->disk.write(
            f.id,
            static_cast<std::uint64_t>(offset),
            {static_cast<const char*>(from), static_cast<std::size_t>(bytes)}
        );
        return SQLITE_OK;
    });
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return guarded(SQLITE_IOERR_TRUNCATE, [&] {
        const OpenFile& f = opened(file);
        f.backing->disk.truncate(f.id, static_cast<std::uint64_t>(size));
        return SQLITE_OK;
    });
}

int sync_file(sqlite3_file* file, int) {
    return guarded(SQLITE_IOERR_FSYNC, [&] {
        OpenFile& f = opened(file);
        f.backing->disk.sync(f.id);
        if (f.sync_folder)
            f.backing->disk.sync_directory(folder_of(f.path));
        f.sync_folder = false;
        return SQLITE_OK;
    });
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    return guarded(SQLITE_IOERR_FSTAT, [&] {
        const OpenFile& f = opened(file);
        *size = static_cast<sqlite3_int64>(f.backing->disk.size(f.id));
        return SQLITE_OK;
    });
}

int lock_file(sqlite3_file* file, int level) {
    OpenFile& f = opened(file);
    return f.backing->locks.lock(f.id, &f, level, f.lock);
}

int unlock_file(sqlite3_file* file, int level) {
    OpenFile& f = opened(file);
    f.backing->locks.unlock(f.id, &f, level, f.lock);
    return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* reserved) {
    const OpenFile& f = opened(file);
    *reserved = f.backing->locks.is_reserved(f.id) ? 1 : 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return 4096;
}

/// As the VFS for Unix says of any file system: a write harms no bytes beside those it writes.
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_memory(sqlite3_file* file, int index, int bytes, int extend, void volatile** to) {
    return guarded(SQLITE_IOERR_SHMMAP, [&] {
        OpenFile& f = opened(file);
        if (!f.has_memory)
            f.backing->memory.open(f.id);
        f.has_memory = true;
        *to = f.backing->memory.region(
            f.id, static_cast<std::size_t>(index), static_cast<std::size_t>(bytes), extend != 0
        );
        return SQLITE_OK;
    });
}

int lock_memory(sqlite3_file* file, int first, int count, int flags) {
    const OpenFile& f = opened(file);
    return f.backing->memory.lock(f.id, &f, first, count, flags);
}

void memory_barrier(sqlite3_file* file) {
    opened(file).backing->memory.barrier();
}

int unmap_memory(sqlite3_file* file, int) {
    OpenFile& f = opened(file);
    if (f.has_memory)
        f.backing->memory.close(f.id, &f);
    f.has_memory = false;
    return SQLITE_OK;
}

const sqlite3_io_methods file_methods = {
    2, // Version: with shared memory, without memory-mapped reading.
    close_file, read_file,   write_file,     truncate_file, sync_file,   size_of_file,
    lock_file,  unlock_file, check_reserved, control_file,  sector_size, characteristics,
    map_memory, lock_memory, memory_barrier, unmap_memory,  nullptr,     nullptr,
};

Backing& backing_of(sqlite3_vfs* vfs) {
    return *static_cast<Backing*>(vfs->pAppData);
}

sqlite3_vfs& system_vfs() {
    static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
    return *found;
}

/// The file of that name, made if the flags say so; without a name, a new one. Nothing when it
/// can't be opened.
std::optional<FileId> find_or_make(PowerCutDisk& disk, const char* name, int flags, bool& made) {
    made = false;
    const auto found = name ? disk.find(name) : std::nullopt;
    const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
    if (found && create && (flags & SQLITE_OPEN_EXCLUSIVE) != 0)
        return std::nullopt;
    if (found)
        return found;
    if (name && !create)
        return std::nullopt;
    made = true;
    return name ? disk.create(name) : disk.create_nameless();
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    file->pMethods = nullptr;
    return guarded(SQLITE_CANTOPEN, [&] {
        Backing& backing = backing_of(vfs);
        bool made = false;
        const auto found = find_or_make(backing.disk, name, flags, made);
        if (!found)
            return SQLITE_CANTOPEN;
        constexpr int logs = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
        auto* const f = new (file) OpenFile;
        f->backing = &backing;
        f->id = *found;
        f->path = name ? name : "";
        f->sync_folder = made && (flags & logs) != 0;
        f->remove_at_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        f->pMethods = &file_methods;
        if (flags_out)
            *flags_out = flags;
        return SQLITE_OK;
    });
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    return guarded(SQLITE_IOERR_DELETE, [&] {
        PowerCutDisk& disk = backing_of(vfs).disk;
        if (!disk.remove(name))
            return SQLITE_IOERR_DELETE_NOENT;
        if (sync_folder != 0)
            disk.sync_directory(folder_of(name));
        return SQLITE_OK;
    });
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* result) {
    return guarded(SQLITE_IOERR_ACCESS, [&] {
        *result = backing_of(vfs).disk.find(name) ? 1 : 0;
        return SQLITE_OK;
    });
}

int full_path(sqlite3_vfs*, const char* name, int bytes, char* to) {
    sqlite3_snprintf(bytes, to, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int bytes, char* to) {
    return system_vfs().xRandomness(&system_vfs(), bytes, to);
}

int sleep_for(sqlite3_vfs*, int microseconds) {
    return system_vfs().xSleep(&system_vfs(), microseconds);
}

int current_time(sqlite3_vfs*, double* to) {
    return system_vfs().xCurrentTime(&system_vfs(), to);
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

int current_time_ms(sqlite3_vfs*, sqlite3_int64* to) {
    return system_vfs().xCurrentTimeInt64(&system_vfs(), to);
}

} // namespace

class PowerCutVfs::Registered {
  public:
    explicit Registered(PowerCutDisk& disk) : backing_{disk, {}, {}} {
        static std::atomic<int> made = 0;
        name_ = "powercut-" + std::to_string(++made);
        vfs_.iVersion = 2;
        vfs_.szOsFile = sizeof(OpenFile);
        vfs_.mxPathname = path_bytes;
        vfs_.zName = name_.c_str();
        vfs_.pAppData = &backing_;
        vfs_.xOpen = open_file;
        vfs_.xDelete = delete_file;
        vfs_.xAccess = access_file;
        vfs_.xFullPathname = full_path;
        vfs_.xRandomness = randomness;
        vfs_.xSleep = sleep_for;
        vfs_.xCurrentTime = current_time;
        vfs_.xGetLastError = last_error;
        vfs_.xCurrentTimeInt64 = current_time_ms;
        if (sqlite3_vfs_register(&vfs_, 0) != SQLITE_OK)
            throw std::runtime_error("SQLite takes no VFS named " + name_);
    }

    Registered(const Registered&) = delete;
    Registered& operator=(const Registered&) = delete;
    ~Registered() { sqlite3_vfs_unregister(&vfs_); }

    const std::string& name() const { return name_; }

  private:
    Backing backing_;
    std::string name_;
    sqlite3_vfs vfs_{};
};

PowerCutVfs::PowerCutVfs(PowerCutDisk& disk) : registered_(std::make_unique<Registered>(disk)) {}

PowerCutVfs::~PowerCutVfs() = default;

const std::string& PowerCutVfs::name() const {
    return registered_->name();
}

} // namespace dageng::powercut
