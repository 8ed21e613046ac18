package dev.steward.errand;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.steward.database.Database;
import dev.steward.database.JsonColumn;
import dev.steward.database.Row;
import dev.steward.errand.Errand.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Has errands done once, however often they are asked for, and remembers how they went. */
@ApplicationScoped
public class Errands {

  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final TypeReference<List<Result>> RESULTS = new TypeReference<>() {};

  private final Database database;
  private final JsonColumn json;
  private final Clock clock;

  Errands(Database database, JsonColumn json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Does an errand unless one of that id was begun before. The work makes transactions of its own.
   *
   * @param id given to whoever may ask, before they ask
   * @return whether it was done now
   */
  public boolean once(UUID id, String what, String person, Supplier<List<Result>> work) {
    database.update("delete from errand where asked_at < ?", clock.instant().minus(REMEMBERED));
    boolean mine =
        database.update(
                """
                insert into errand (id, what, person, asked_at) values (?, ?, ?, ?)
                on conflict (id) do nothing
                """,
                id,
                what,
                person,
                clock.instant())
            == 1;
    if (!mine) {
      return false;
    }
    boolean done = false;
    try {
      List<Result> results = work.get();
      database.update("update errand set results = ?::jsonb where id = ?", json.text(results), id);
      done = true;
    } finally {
      if (!done) {
        // it may be asked for again; what was done before it broke off is then found unchanged
        database.update("delete from errand where id = ?", id);
      }
    }
    return true;
  }

  /** The errand of that id, for whoever asked for it. */
  public Optional<Errand> find(UUID id, String person) {
    return database.first(
        """
        select id, what, person, asked_at, results::text as results
        from errand where id = ? and person = ?
        """,
        this::read,
        id,
        person);
  }

  /** The same for those who may know of everybody's. */
  public Optional<Errand> find(UUID id) {
    return database.first(
        """
        select id, what, person, asked_at, results::text as results from errand where id = ?
        """,
        this::read,
        id);
  }

  private Errand read(Row row) {
    String results = row.optionalText("results");
    return new Errand(
        row.uuid("id"),
        row.text("what"),
        row.text("person"),
        row.instant("asked_at"),
        results == null ? null : json.read(results, RESULTS));
  }
}
