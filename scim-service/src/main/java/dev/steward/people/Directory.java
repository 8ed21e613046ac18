package dev.steward.people;

import dev.steward.database.Asides;
import dev.steward.database.Database;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Page;
import dev.steward.query.Selection;
import dev.steward.query.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The people there are, for whoever only reads. Who was deleted is not among them. */
@ApplicationScoped
public class Directory {

  private static final Condition LISTED = new Compare(PersonField.LISTED, Operator.EQUAL, true);

  private final PersonSnapshots snapshots;
  private final Database database;

  Directory(PersonSnapshots snapshots, Database database) {
    this.snapshots = snapshots;
    this.database = database;
  }

  public Optional<RecordedPerson> find(String id) {
    return find(id, Asides.NONE);
  }

  /**
   * The person of that id, and what others want to know beside them.
   *
   * @param asides about the row {@code p} of the person
   */
  public Optional<RecordedPerson> find(String id, Asides asides) {
    return snapshots.find(id, asides);
  }

  /** Whether somebody has this id, or had it. */
  public boolean knows(String id) {
    return database.lookUpNumber("select count(*) from person where id = ?", id) > 0;
  }

  /** Some of the people who meet a condition. */
  public Page<RecordedPerson> page(Condition condition, Window window) {
    return listed(condition)
        .page(database, window)
        .read(place -> (String) place.id(), snapshots::all);
  }

  public long count(Condition condition) {
    return listed(condition).count(database);
  }

  private static Selection listed(Condition condition) {
    return new Selection("person", String.class, new All(List.of(LISTED, condition)));
  }
}
