package dev.steward.people;

import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
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

  /** The people who meet a condition, in the order of their ids. */
  @Transactional
  public List<RecordedPerson> list(Condition condition, int offset, int limit) {
    return rows.matching(listed(condition), offset, limit).stream()
        .map(PersonRow::recorded)
        .toList();
  }

  @Transactional
  public long count(Condition condition) {
    return rows.counting(listed(condition));
  }

  private static Condition listed(Condition condition) {
    return new All(List.of(LISTED, condition));
  }
}
