package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.caller.Caller;
import dev.steward.query.Page;
import dev.steward.query.Position;
import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Start;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of RFC 9865: sealed places in a list, which nothing but the cursor remembers. One is good
 * for who was given it and for the query that it came from, and for a time.
 */
@ApplicationScoped
class Cursors {

  private final CursorSeal seal;
  private final ScimConfig config;
  private final Caller caller;
  private final Clock clock;

  Cursors(CursorSeal seal, ScimConfig config, Caller caller, Clock clock) {
    this.seal = seal;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  /** Where the cursor of a query leads. */
  Start read(String cursor, Query query, ResourceType type) {
    if (cursor.isEmpty()) {
      return new After(null);
    }
    ObjectNode told =
        seal.open(cursor)
            .map(text -> ScimJson.read(text.getBytes(StandardCharsets.UTF_8)))
            .filter(open -> open.path("for").asText().equals(question(query, type)))
            .orElseThrow(ScimException::invalidCursor);
    if (!clock.instant().isBefore(Instant.ofEpochSecond(told.path("until").asLong()))) {
      throw ScimException.expiredCursor(config.cursorTimeout().toSeconds());
    }
    Position position =
        told.has("id")
            ? new Position(value(told.get("key")), CursorValue.read(told.path("id").asText()))
            : null;
    return told.path("back").asBoolean() ? new Before(position) : new After(position);
  }

  /** Writes into a page the cursors of its neighbours. */
  void write(Page<?> page, Start start, Query query, ResourceType type, ObjectNode list) {
    boolean backwards = start instanceof Before;
    boolean fromTheBeginning = start.equals(new After(null));
    if (backwards || page.more()) {
      list.put("nextCursor", text(new After(page.last()), query, type));
    }
    if (backwards ? page.more() : !fromTheBeginning) {
      list.put("previousCursor", text(new Before(page.first()), query, type));
    }
  }

  private String text(Start start, Query query, ResourceType type) {
    ObjectNode told = ScimJson.object();
    told.put("for", question(query, type));
    told.put("until", clock.instant().plus(config.cursorTimeout()).getEpochSecond());
    told.put("back", start instanceof Before);
    Position position =
        switch (start) {
          case After after -> after.position();
          case Before before -> before.position();
          default -> throw new IllegalArgumentException("no place: " + start);
        };
    if (position != null) {
      told.put("id", CursorValue.write(position.id()));
      if (position.key() != null) {
        told.put("key", CursorValue.write(position.key()));
      }
    }
    return seal.seal(told.toString());
  }

  private static @Nullable Object value(@Nullable JsonNode text) {
    return text == null ? null : CursorValue.read(text.asText());
  }

  /** Who asks what. */
  private String question(Query query, ResourceType type) {
    var told = ScimJson.object().putArray("question");
    told.add(caller.subject()).add(caller.client());
    told.add(type.endpoint()).add(query.filter()).add(query.sortBy()).add(query.descending());
    return digest(told.toString());
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
