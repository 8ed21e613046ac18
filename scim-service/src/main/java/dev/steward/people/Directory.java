package dev.steward.people;

import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Page;
import dev.steward.query.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The people there are, for whoever only reads. Who was deleted is not among them. */
@ApplicationScoped
public class Directory {

  private static final Condition LISTED = new Compare(PersonField.LISTED, Operator.EQUAL, true);

  private final PersonRows rows;

  Directory(PersonRows rows) {
    this.rows = rows;
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
    return rows.matching(listed(condition), window).map(PersonRow::recorded);
  }

  @Transactional
  public long count(Condition condition) {
    return rows.counting(listed(condition));
  }

  private static Condition listed(Condition condition) {
    return new All(List.of(LISTED, condition));
  }
}
