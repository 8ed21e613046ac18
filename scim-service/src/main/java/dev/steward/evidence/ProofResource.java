package dev.steward.evidence;

import dev.steward.database.Database;
import dev.steward.ledger.Hash;
import dev.steward.ledger.MerkleTree;
import dev.steward.problem.Queries;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Proofs about the ledger's tree, as RFC 6962 defines them; hashes are base64. */
@Path("/ledger/proofs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evidence")
public class ProofResource {

  private final Database database;
  private final Checkpoints checkpoints;

  ProofResource(Database database, Checkpoints checkpoints) {
    this.database = database;
    this.checkpoints = checkpoints;
  }

  /** That the entry in a place is in the tree of a size. */
  public record Inclusion(long position, long size, List<String> path) {}

  /** That the tree of one size grew into that of another by appending only. */
  public record Consistency(long from, long to, List<String> path) {}

  @GET
  @Path("/inclusion")
  @PermissionsAllowed("evidence:read")
  @Operation(summary = "Prove that an entry is in the tree")
  public Inclusion inclusion(
      @QueryParam("position") @Nullable String position,
      @QueryParam("size") @Nullable String size) {
    long newest = newest();
    long at = Queries.number("size", size, newest, 1, newest);
    long place = Queries.number("position", position, -1, 0, at - 1);
    return new Inclusion(place, at, shown(tree(newest).inclusion(place, at).path()));
  }

  @GET
  @Path("/consistency")
  @PermissionsAllowed("evidence:read")
  @Operation(summary = "Prove that the ledger only grew")
  public Consistency consistency(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    long newest = newest();
    long end = Queries.number("to", to, newest, 1, newest);
    long start = Queries.number("from", from, -1, 0, end);
    return new Consistency(start, end, shown(tree(newest).consistency(start, end).path()));
  }

  private long newest() {
    return checkpoints
        .newest()
        .map(Checkpoints.Signed::size)
        .orElseThrow(() -> new BadRequestException("nothing has been sealed yet; ask again soon"));
  }

  private MerkleTree tree(long size) {
    return new MerkleTree(StoredNodes.in(database), size);
  }

  private static List<String> shown(List<Hash> path) {
    return path.stream().map(Hash::base64).toList();
  }
}
