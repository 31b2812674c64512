#pragma once
// What people are told about an error code: what happened, what was kept, what now, who helps. One table for
// the whole product; docs/error-codes.md lists the codes, and a test holds the two together. A code never
// reaches the screen; an unknown one gets kind general words.

#include "app/workflow/State.h"

#include <QString>

#include <string>
#include <vector>

namespace xiaowu::viewmodels {

struct Message {
  QString what;
  QString kept;  ///< may be empty
  QString now;
  QString help;     ///< may be empty: nobody needs to come
  QString picture;  ///< name of a drawing of resources/pictures
};

/// In the language that is shown now.
[[nodiscard]] Message message(const std::string& code);
/// The same with the trouble's figures filled in. Offline nobody was told yet, and that is what it says.
[[nodiscard]] Message message(const workflow::Trouble& trouble, bool online = true);

[[nodiscard]] bool hasOwnMessage(const std::string& code);
[[nodiscard]] std::vector<std::string> messageCodes();

}  // namespace xiaowu::viewmodels
