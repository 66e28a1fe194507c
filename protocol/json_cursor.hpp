#pragma once

#include "protocol/errors.hpp"
#include "protocol/json_options.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

/// Walking through JSON text, without its parser's headers. The whole text is checked, what nobody
/// asks for too.
namespace dageng::protocol::detail {

/// Refers to a callable for the time of a call.
template <class Signature>
class FunctionRef;

template <class Return, class... Arguments>
class FunctionRef<Return(Arguments...)> {
  public:
    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef>)
    FunctionRef(F&& callable)
        : object_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
          call_([](void* object, Arguments... arguments) {
              return (*static_cast<std::remove_reference_t<F>*>(object))(arguments...);
          }) {}

    Return operator()(Arguments... arguments) const { return call_(object_, arguments...); }

  private:
    void* object_;
    Return (*call_)(void*, Arguments...);
};

/// What one reading has come to. Functions that read answer false once it is refused.
class Reading {
  public:
    explicit Reading(const ReadOptions& options) : mode_(options.mode) {}

    JsonMode mode() const { return mode_; }
    const Refusal& refusal() const { return refusal_; }

    /// Refuses the value that is being read: "expected …".
    bool expected(std::string_view what);
    /// Refuses a field of the object that is being read.
    bool bad_field(std::string_view name, std::string_view detail);
    /// Refuses the text.
    bool bad_json(std::string_view detail);

    /// On the way back after a refusal: completes the path of the field at fault.
    void inside(std::string_view name);
    void inside(std::size_t index);

    /// Counts nesting; false when it is too deep.
    bool enter();
    void leave() { --depth_; }

  private:
    void prepend(std::string_view step);

    JsonMode mode_;
    std::size_t depth_ = 0;
    Refusal refusal_;
};

/// A value in a text, for the time of the call that it is given to. Reading moves on: a value is
/// read once.
class JsonValue {
  public:
    struct Place;

    JsonValue(Place& place, Reading& reading) : place_(place), reading_(reading) {}

    Reading& reading() { return reading_; }
    bool is_null();

    /// Visits each field in the order of the text. The visitor reads the value or calls check.
    bool each_field(FunctionRef<bool(std::string_view, JsonValue&)> visit);
    /// Visits each item. The visitor reads the value or calls check.
    bool each_item(FunctionRef<bool(std::size_t, JsonValue&)> visit);
    /// The text of a string without its escapes, until the reading ends. May hold surrogates that
    /// were escaped, and so be no UTF-8.
    bool string(std::string_view& out);
    /// A number, `true`, `false` or `null` as it stands there; else refuses: "expected …".
    bool token(std::string_view& out, std::string_view wanted);
    /// Reads over any valid JSON.
    bool check();

  private:
    bool at_root() const;

    Place& place_;
    Reading& reading_;
};

/// Opens a text and gives its value to each of `passes`, one pass after the other. The text must be
/// an object or an array, and nothing may follow it. One at a time per thread.
bool read_text(
    std::string_view text,
    Reading& reading,
    std::initializer_list<FunctionRef<bool(JsonValue&)>> passes
);

} // namespace dageng::protocol::detail
