package dev.steward.ledger;

import dev.steward.identity.Actor;
import dev.steward.identity.Identity.Id;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, and who did it.
 *
 * <p>Its {@link #text} is the leaf of the Merkle tree; reading the text gives an equal entry, and
 * no other text does.
 *
 * @param event what happened, such as the name of a change
 * @param identity the identity it happened to, or null when it happened to none
 * @param version the identity's version afterwards; 0 without an identity
 * @param detail texts, whole numbers, booleans, and lists and maps of them
 */
public record Entry(
    UUID id,
    Instant at,
    Actor actor,
    String event,
    @Nullable Id identity,
    long version,
    Map<String, Object> detail) {

  /** No entry is longer. */
  public static final int LONGEST_TEXT = 1_048_576;

  public Entry {
    detail = CanonicalJson.canonical(detail);
  }

  /** The entry as one line of canonical JSON: keys sorted, no space between tokens. */
  public String text() {
    Map<String, Object> members = new TreeMap<>();
    members.put("id", id.toString());
    members.put("at", at.toString());
    members.put("actor", words(actor));
    members.put("event", event);
    if (identity != null) {
      members.put("identity", identity.toString());
    }
    members.put("version", version);
    members.put("detail", detail);
    String text = CanonicalJson.write(members);
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalStateException("a ledger entry is no longer than " + LONGEST_TEXT);
    }
    return text;
  }

  private static Map<String, Object> words(Actor actor) {
    Map<String, Object> words = new TreeMap<>();
    words.put("type", actor.type().name());
    words.put("subject", actor.subject());
    words.put("client", actor.client());
    if (actor.bulk() != null) {
      words.put("bulk", actor.bulk());
    }
    return words;
  }

  /**
   * The entry that has exactly this text.
   *
   * @throws IllegalArgumentException when no entry has; the message says why
   */
  public static Entry parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("longer than any ledger entry");
    }
    Entry entry = of(new Members(CanonicalJson.read(text)));
    if (!entry.text().equals(text)) {
      throw new IllegalArgumentException(
          "not a ledger entry in its one canonical form, which is " + entry.text());
    }
    return entry;
  }

  private static Entry of(Members members) {
    try {
      Members actor = new Members(members.map("actor"));
      String identity = members.optional("identity");
      return new Entry(
          UUID.fromString(members.text("id")),
          Instant.parse(members.text("at")),
          new Actor(
              Actor.Type.valueOf(actor.text("type")),
              actor.text("subject"),
              actor.text("client"),
              actor.optional("bulk")),
          members.text("event"),
          identity == null ? null : Id.of(identity),
          members.number("version"),
          members.map("detail"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a ledger entry: " + e.getMessage(), e);
    }
  }
}
