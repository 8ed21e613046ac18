package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is done of a bulk: which resources are made, and what became of each operation. */
final class BulkProgress {

  private final BulkRequest bulk;
  private final Map<String, String> made = new HashMap<>();
  private final Map<Integer, BulkAnswer> answers = new TreeMap<>();

  BulkProgress(BulkRequest bulk) {
    this.bulk = bulk;
  }

  void add(BulkAnswer answer) {
    answers.put(answer.operation().position(), answer);
  }

  /** The answers so far, in the order of the request. */
  List<BulkAnswer> answers() {
    return List.copyOf(answers.values());
  }

  /** Whether so many operations failed that the rest is left undone. */
  boolean isOver() {
    return answers.values().stream().filter(BulkAnswer.Refused.class::isInstance).count()
        >= bulk.mostErrors();
  }

  /** Adds that an operation made a resource, which the others may refer to from now on. */
  void made(BulkOperation operation, ScimAnswer answer) {
    String name = operation.makes();
    ObjectNode resource = answer.body();
    if (name != null && resource != null) {
      made.put(name, resource.required("id").textValue());
    }
    add(new BulkAnswer.Done(operation, answer.location(), answer));
  }

  boolean isRefused(BulkOperation operation) {
    return answers.get(operation.position()) instanceof BulkAnswer.Refused;
  }

  boolean isMade(String name) {
    return made.containsKey(name);
  }

  /** What an operation that succeeded was answered. */
  ScimAnswer answerTo(BulkOperation operation) {
    if (answers.get(operation.position()) instanceof BulkAnswer.Done done) {
      return done.answer();
    }
    throw new IllegalStateException("operation %d is not done".formatted(operation.position()));
  }

  /**
   * The id of what has that name.
   *
   * @throws ScimException when it was not made
   */
  String id(String name) {
    String id = made.get(name);
    if (id != null) {
      return id;
    }
    boolean named =
        bulk.operations().stream().anyMatch(operation -> name.equals(operation.makes()));
    throw ScimException.of(
        409,
        named
            ? "bulkId:%s stands for nothing, for the operation that was to make it failed"
                .formatted(name)
            : "bulkId:%s stands for nothing; no POST of this bulk has that bulkId".formatted(name));
  }

  /** Forgets operations, as if they had not been tried. */
  void forget(List<BulkOperation> operations) {
    for (BulkOperation operation : operations) {
      answers.remove(operation.position());
      String name = operation.makes();
      if (name != null) {
        made.remove(name);
      }
    }
  }
}
