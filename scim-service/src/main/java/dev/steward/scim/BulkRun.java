package dev.steward.scim;

import dev.steward.scim.BulkOrder.Step;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The way through one bulk. Every operation takes effect as a whole or not at all, and none takes
 * anything from another.
 */
final class BulkRun {

  private static final Logger LOG = Logger.getLogger(BulkRun.class);

  /** How many creations share one transaction as long as all of them succeed. */
  private static final int TOGETHER = 50;

  private final BulkRequest bulk;
  private final BulkProgress progress;
  private final BulkWork work;
  private final Runnable forgetRows;

  /**
   * @param forgetRows empties the memory of rows, so that an operation reads them as they are
   */
  BulkRun(BulkRequest bulk, BulkProgress progress, BulkWork work, Runnable forgetRows) {
    this.bulk = bulk;
    this.progress = progress;
    this.work = work;
    this.forgetRows = forgetRows;
  }

  /** What became of the operations that were tried, in the order of the request. */
  List<BulkAnswer> run() {
    List<Step> left = BulkOrder.of(bulk.operations());
    work.announce(bulk.operations());
    while (!left.isEmpty() && !progress.isOver()) {
      int done = 1;
      int creations = creations(left);
      if (creations > 1) {
        done = together(left.subList(0, creations));
      } else {
        alone(left.getFirst());
      }
      left = left.subList(done, left.size());
    }
    return progress.answers();
  }

  /**
   * What would become of each operation if it were done now, with nothing but those that it refers
   * to before it. Nothing of it stays.
   *
   * @param most so many operations are tried, those before others each time
   */
  List<BulkAnswer> rehearse(int most) {
    BulkPreview preview = new BulkPreview(BulkOrder.of(bulk.operations()), progress);
    preview.requireAtMost(most);
    work.announce(bulk.operations());
    preview.run(this::alone);
    return progress.answers();
  }

  /** How many creations come next. What is new, nobody else has changed since it was read. */
  private static int creations(List<Step> steps) {
    int many = 0;
    while (many < Math.min(steps.size(), TOGETHER)
        && steps.get(many).operations().stream().allMatch(one -> one.method().equals("POST"))) {
      many++;
    }
    return many;
  }

  /**
   * Does creations in one transaction, up to the first that is refused. That one has its chance
   * alone, where nothing that others did can stand in its way.
   *
   * @return how many steps are dealt with
   */
  private int together(List<Step> steps) {
    List<Step> done = new ArrayList<>();
    try {
      QuarkusTransaction.requiringNew().run(() -> attempt(steps, done));
    } catch (RuntimeException e) {
      LOG.debugf(e, "a bulk does %d creations one by one", done.size());
      steps.forEach(step -> progress.forget(step.operations()));
      done.forEach(this::alone);
    }
    if (done.size() == steps.size()) {
      return done.size();
    }
    alone(steps.get(done.size()));
    return done.size() + 1;
  }

  private void attempt(List<Step> steps, List<Step> done) {
    for (Step step : steps) {
      attempt(step);
      if (progress.isRefused(step.operations().getFirst())) {
        progress.forget(step.operations());
        return;
      }
      forgetRows.run();
      done.add(step);
    }
  }

  private void alone(Step step) {
    try {
      attempt(step);
    } catch (RuntimeException e) {
      LOG.errorf(e, "operation %d of a bulk failed", step.operations().getFirst().position());
      progress.forget(step.operations());
      ScimException refusal =
          ScimException.of(500, "this failed on our side; it is in the service's log");
      step.operations().forEach(operation -> work.refuse(operation, refusal));
    }
  }

  private void attempt(Step step) {
    if (step.circular()) {
      circle(step.operations());
    } else {
      work.attempt(step.operations().getFirst());
    }
  }

  /** As each of them needs the others, all are made or none. */
  private void circle(List<BulkOperation> operations) {
    List<BulkOperation> tried = new ArrayList<>();
    try {
      QuarkusTransaction.joiningExisting().run(() -> work.perform(operations, tried));
    } catch (ScimException e) {
      progress.forget(operations);
      BulkOperation guilty = tried.getLast();
      work.refuse(guilty, e);
      operations.stream()
          .filter(operation -> operation.position() != guilty.position())
          .forEach(
              operation ->
                  work.refuse(
                      operation,
                      ScimException.of(
                          409,
                          "bulkId:%s, which it refers to in a circle, failed"
                              .formatted(guilty.bulkId()))));
    }
  }
}
