package dev.steward.scim;

import dev.steward.scim.BulkOrder.Step;
import java.util.Collection;
import java.util.List;

/** Any bytes as the body of a bulk: each operation has one place in the order, or it is refused. */
public final class BulkFuzz {

  private static final int MOST = 1000;

  private BulkFuzz() {}

  public static void fuzzerTestOneInput(byte[] body) {
    try {
      List<BulkOperation> operations = BulkRequest.read(ScimJson.read(body), MOST).operations();
      List<Integer> done =
          BulkOrder.of(operations).stream()
              .map(Step::operations)
              .flatMap(Collection::stream)
              .map(BulkOperation::position)
              .sorted()
              .toList();
      Fuzzing.require(
          done.equals(operations.stream().map(BulkOperation::position).toList()), done.toString());
      operations.forEach(BulkFuzz::look);
    } catch (ScimException refusal) {
      Fuzzing.requireSaid(refusal);
    }
  }

  private static void look(BulkOperation operation) {
    try {
      operation.requireWhole();
      if (operation.data() != null) {
        BulkReferences.resolved(operation.data(), name -> null);
      }
    } catch (ScimException refusal) {
      Fuzzing.requireSaid(refusal);
    }
  }
}
