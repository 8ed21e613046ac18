package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one operation of a bulk says about an identity that was kept elsewhere. */
public sealed interface Listed {

  /** Its place in the bulk, counted from 1. */
  int position();

  /**
   * One that can be read.
   *
   * @param name the user name
   * @param client the uuid of its client, or the name under which that asks for tokens
   * @param owners by whatever words they are named
   * @param core the attributes of the core schema
   * @param governance those of our extension
   */
  record Described(
      int position,
      String name,
      @Nullable String client,
      Kind kind,
      List<Owner> owners,
      JsonNode core,
      JsonNode governance)
      implements Listed {

    public Described {
      owners = List.copyOf(owners);
    }
  }

  /** One that is not as SCIM wants it, or nothing for a list. */
  record Unreadable(int position, String name, String why) implements Listed {}
}
