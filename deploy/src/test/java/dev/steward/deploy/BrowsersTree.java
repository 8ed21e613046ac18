package dev.steward.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** The accessibility tree that the browser itself makes of a page, for screen readers. */
final class BrowsersTree {

  /** The roles in which the browser's tree has something to act on, or to find the way by. */
  private static final Set<String> NAMED =
      Set.of(
          "button",
          "link",
          "checkbox",
          "radio",
          "textbox",
          "searchbox",
          "combobox",
          "spinbutton",
          "Date",
          "DisclosureTriangle",
          "table",
          "columnheader",
          "rowheader",
          "heading",
          "region",
          "navigation",
          "progressIndicator");

  private BrowsersTree() {}

  /** What the browser itself would tell a screen reader of without a name, by its role. */
  static List<String> nameless(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    try {
      return session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes").asList().stream()
          .map(JsonElement::getAsJsonObject)
          .filter(node -> !node.get("ignored").getAsBoolean())
          .filter(node -> NAMED.contains(word(node, "role")) && word(node, "name").isBlank())
          .map(node -> word(node, "role"))
          .toList();
    } finally {
      session.detach();
    }
  }

  private static String word(JsonObject node, String property) {
    JsonObject value = node.getAsJsonObject(property);
    return value == null || !value.has("value") ? "" : value.get("value").getAsString();
  }
}
