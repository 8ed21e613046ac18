package dev.steward.errand;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.steward.database.Database;
import dev.steward.database.JsonColumn;
import dev.steward.database.TimeOrdered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps what people chose for an errand while they look at what it would do. */
@ApplicationScoped
public class Choices {

  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final TypeReference<Map<String, List<String>>> FIELDS = new TypeReference<>() {};

  private final Database database;
  private final JsonColumn json;
  private final Clock clock;

  Choices(Database database, JsonColumn json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** Keeps the fields of a form; tells the id that the errand is to have. */
  public UUID keep(String person, Map<String, List<String>> fields) {
    UUID id = TimeOrdered.id(clock);
    database.update(
        "delete from errand_choice where chosen_at < ?", clock.instant().minus(REMEMBERED));
    database.update(
        "insert into errand_choice (id, person, chosen_at, fields) values (?, ?, ?, ?)",
        id,
        person,
        clock.instant(),
        json.text(fields));
    return id;
  }

  /** What was chosen under that id, for whoever chose it. */
  public Optional<Map<String, List<String>>> find(UUID id, String person) {
    return database
        .first(
            "select fields from errand_choice where id = ? and person = ?",
            row -> row.text("fields"),
            id,
            person)
        .map(fields -> json.read(fields, FIELDS));
  }
}
