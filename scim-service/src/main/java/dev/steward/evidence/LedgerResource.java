package dev.steward.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steward.identity.Actor;
import dev.steward.ledger.Entry;
import dev.steward.ledger.Hash;
import dev.steward.ledger.Verification;
import dev.steward.problem.Queries;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger, for auditors. */
@Path("/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evidence")
public class LedgerResource {

  private final LedgerEntries entries;
  private final LedgerCheck check;
  private final Checkpoints checkpoints;

  LedgerResource(LedgerEntries entries, LedgerCheck check, Checkpoints checkpoints) {
    this.entries = entries;
    this.check = check;
    this.checkpoints = checkpoints;
  }

  /**
   * Sealed entries in order.
   *
   * @param next where the next page starts, or null after the last
   */
  public record Page(List<SealedEntry> entries, @Nullable Long next) {}

  /**
   * An entry in its place.
   *
   * @param leaf the hash that the tree holds, over the entry's canonical JSON without position and
   *     leaf
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SealedEntry(
      long position,
      String leaf,
      UUID id,
      Instant at,
      Doer actor,
      String event,
      @Nullable UUID identity,
      long version,
      Map<String, Object> detail) {}

  /** Who did it, as the canonical JSON has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Doer(Actor.Type type, String subject, String client, @Nullable String bulk) {

    private static Doer of(Actor actor) {
      return new Doer(actor.type(), actor.subject(), actor.client(), actor.bulk());
    }
  }

  /** What came of verifying the ledger. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verdict(
      boolean valid,
      @Nullable Long size,
      @Nullable String root,
      @Nullable Long position,
      @Nullable String flaw,
      @Nullable String detail,
      long unsealed) {}

  @GET
  @PermissionsAllowed("evidence:read")
  @Operation(
      summary = "Read the ledger in order",
      description = "A page at a time; 'next' is the 'from' of the next page.")
  public Page read(
      @QueryParam("from") @Nullable String from,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("identity") @Nullable String identity,
      @QueryParam("event") @Nullable String event) {
    int size = Queries.pageSize(limit);
    List<LedgerEntries.Sealed> found =
        entries.from(
            Queries.number("from", from, 0, 0, Long.MAX_VALUE),
            Queries.uuid("identity", identity),
            event,
            size + 1);
    boolean more = found.size() > size;
    return new Page(
        found.stream().limit(size).map(LedgerResource::shown).toList(),
        more ? found.get(size).position() : null);
  }

  @GET
  @Path("/verify")
  @PermissionsAllowed("evidence:read")
  @Operation(summary = "Recompute the tree from all entries and compare it with what was signed")
  public Verdict verify() {
    long unsealed = entries.unsealed();
    return switch (check.verify()) {
      case Verification.Proven proven ->
          new Verdict(true, proven.size(), proven.root().base64(), null, null, null, unsealed);
      case Verification.Broken broken ->
          new Verdict(
              false,
              null,
              null,
              broken.position(),
              broken.flaw().name(),
              broken.detail(),
              unsealed);
    };
  }

  @GET
  @Path("/checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  @PermissionsAllowed("evidence:read")
  @Operation(summary = "The newest checkpoint, as a signed note")
  public String checkpoint() {
    return checkpoints
        .newest()
        .map(Checkpoints.Signed::note)
        .orElseThrow(() -> new NotFoundException("nothing has been sealed yet; ask again soon"));
  }

  private static SealedEntry shown(LedgerEntries.Sealed sealed) {
    String leaf = Hash.ofLeaf(sealed.text()).hex();
    Entry entry = Entry.parse(sealed.text());
    return new SealedEntry(
        sealed.position(),
        leaf,
        entry.id(),
        entry.at(),
        Doer.of(entry.actor()),
        entry.event(),
        entry.identity() == null ? null : entry.identity().value(),
        entry.version(),
        entry.detail());
  }
}
