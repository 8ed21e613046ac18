package dev.steward.registry;

import dev.steward.identity.Identity.ControlLink;
import jakarta.persistence.Embeddable;

/** A control link as the database keeps it. */
@Embeddable
record ControlRow(String framework, String control) {

  static ControlRow of(ControlLink link) {
    return new ControlRow(link.framework(), link.control());
  }

  ControlLink link() {
    return new ControlLink(framework, control);
  }
}
