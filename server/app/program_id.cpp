#include "server/app/program_id.hpp"

#include "protocol/hex.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <elf.h>
#include <link.h>
#include <span>
#include <stdexcept>
#include <string_view>

namespace dageng::app {

namespace {

constexpr std::size_t padded(std::size_t size) {
    return (size + 3) / 4 * 4;
}

/// The build-id among notes; empty when it isn't.
std::span<const std::uint8_t> build_id_in(std::span<const std::uint8_t> notes) {
    constexpr std::string_view gnu{"GNU\0", 4};
    while (notes.size() >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) head{};
        std::memcpy(&head, notes.data(), sizeof head);
        const std::size_t name_at = sizeof head;
        const std::size_t text_at = name_at + padded(head.n_namesz);
        const std::size_t size = text_at + padded(head.n_descsz);
        if (size > notes.size()) {
            break;
        }
        const bool is_gnu = head.n_namesz == gnu.size() &&
                            std::memcmp(&notes[name_at], gnu.data(), gnu.size()) == 0;
        if (is_gnu && head.n_type == NT_GNU_BUILD_ID) {
            return notes.subspan(text_at, head.n_descsz);
        }
        notes = notes.subspan(size);
    }
    return {};
}

/// Called for the program first; ends there.
int look_at(dl_phdr_info* program, std::size_t, void* found) {
    for (const ElfW(Phdr) & part : std::span{program->dlpi_phdr, program->dlpi_phnum}) {
        if (part.p_type != PT_NOTE) {
            continue;
        }
        const auto* const begin = // NOLINTNEXTLINE(performance-no-int-to-ptr)
            reinterpret_cast<const std::uint8_t*>(program->dlpi_addr + part.p_vaddr);
        const auto id = build_id_in({begin, part.p_memsz});
        if (!id.empty()) {
            *static_cast<std::span<const std::uint8_t>*>(found) = id;
        }
    }
    return 1;
}

} // namespace

std::string program_id() {
    std::span<const std::uint8_t> id;
    dl_iterate_phdr(look_at, &id);
    if (id.empty()) {
        throw std::runtime_error("this program was linked without a build-id");
    }
    return protocol::to_hex(id);
}

} // namespace dageng::app
