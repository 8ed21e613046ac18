package dev.steward.people;

import dev.steward.database.Database;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Page;
import dev.steward.query.Selection;
import dev.steward.query.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people there are, for whoever only reads. Who was deleted is not among them. */
@ApplicationScoped
public class Directory {

  private static final Condition LISTED = new Compare(PersonField.LISTED, Operator.EQUAL, true);

  private final PersonRows rows;
  private final Database database;

  Directory(PersonRows rows, Database database) {
    this.rows = rows;
    this.database = database;
  }

  @Transactional
  public Optional<RecordedPerson> find(String id) {
    return rows.findByIdOptional(id).filter(PersonRow::isListed).map(PersonRow::recorded);
  }

  /** Whether somebody has this id, or had it. */
  @Transactional
  public boolean knows(String id) {
    return rows.findByIdOptional(id).isPresent();
  }

  /** Some of the people who meet a condition. */
  @Transactional
  public Page<RecordedPerson> page(Condition condition, Window window) {
    return listed(condition).page(database, window).read(place -> (String) place.id(), this::all);
  }

  public long count(Condition condition) {
    return listed(condition).count(database);
  }

  private Map<String, RecordedPerson> all(List<String> ids) {
    Map<String, RecordedPerson> all = new HashMap<>();
    rows.all(ids).forEach((id, row) -> all.put(id, row.recorded()));
    return all;
  }

  private static Selection listed(Condition condition) {
    return new Selection("person", String.class, new All(List.of(LISTED, condition)));
  }
}
