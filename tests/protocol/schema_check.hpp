#pragma once

#include <memory>
#include <string>
#include <string_view>

/// Holds documents against JSON schemas, as far as the published ones use JSON Schema. (The
/// validators that Debian has know no `prefixItems` and read patterns byte by byte.)
class SchemaCheck {
  public:
    SchemaCheck();
    ~SchemaCheck();

    /// Adds a document that `$ref` may name as `./name`. Throws when it is no JSON.
    void add(const std::string& name, std::string_view text);

    /// Holds `text` against the schema at `pointer` of the document `name`. Empty when it is valid;
    /// else where it isn't, and why. Throws on a keyword that it doesn't know.
    std::string
    fault(const std::string& name, const std::string& pointer, std::string_view text) const;

    /// The first `$ref` that leads nowhere, in any document; empty when there is none.
    std::string broken_reference() const;

  private:
    struct Documents;
    std::unique_ptr<Documents> documents_;
};
