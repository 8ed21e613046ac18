package dev.steward.delivery;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clients of our realm that can act on their own and that nobody registered. */
@ApplicationScoped
public class Shadows {

  private static final String SHADOWS =
      """
      select realm, client_uuid, client_id, enabled, first_seen, facts::text as facts
      from known_client c
      where realm = ? and acts_by_itself and unmatched
        and not exists (
          select from identity i where i.realm = c.realm and i.client_uuid = c.client_uuid)
      """;

  private final Database database;
  private final GateConfig config;

  Shadows(Database database, GateConfig config) {
    this.database = database;
    this.config = config;
  }

  /** A page of them, in the order of their uuids. */
  public List<Shadow> page(@Nullable String after, int limit) {
    return database.list(
        SHADOWS + "  and client_uuid collate \"C\" > ? order by client_uuid collate \"C\" limit ?",
        Shadow::read,
        config.realm(),
        after == null ? "" : after,
        limit);
  }

  /** Those whom the given words name, by uuid or by the name under which they ask for tokens. */
  public List<Shadow> named(Collection<String> words) {
    return database.list(
        SHADOWS + "  and (client_uuid = any (?) or client_id = any (?)) order by client_id",
        Shadow::read,
        config.realm(),
        words,
        words);
  }

  /** Whether it is the client that the registry itself signs in with. */
  public boolean isOurOwn(Shadow shadow) {
    return shadow.clientId().equals(config.clientId());
  }

  /** How many there are; no further than one beyond {@code most}. */
  public long count(int most) {
    return database.number(
        "select count(*) from (" + SHADOWS + " limit ?) as shadow", config.realm(), most + 1);
  }

  public long count() {
    return database.number("select count(*) from (" + SHADOWS + ") as shadow", config.realm());
  }
}
