package dev.steward.delivery;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.steward.problem.Queries;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The clients that can act on their own and that nobody registered. */
@Path("/reports/shadows")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ShadowResource {

  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 1_000;

  private final Inventory inventory;

  ShadowResource(Inventory inventory) {
    this.inventory = inventory;
  }

  /** A page of shadows; {@code next} is the {@code after} of the following one. */
  public record Page(List<ShadowClient> shadows, @Nullable String next) {}

  /** One of them, with all that the gate says about it. */
  public record ShadowClient(
      String client,
      String clientId,
      boolean enabled,
      Instant firstSeen,
      @JsonRawValue String facts) {}

  @GET
  @PermissionsAllowed("reports:read")
  @Operation(summary = "Clients that can act on their own and that nobody registered")
  public Page shadows(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
    int size = (int) Queries.number("limit", limit, PAGE, 1, LONGEST_PAGE);
    List<ShadowClient> shadows =
        inventory.shadows(after, size).stream()
            .map(
                shadow ->
                    new ShadowClient(
                        shadow.clientUuid(),
                        shadow.clientId(),
                        shadow.enabled(),
                        shadow.firstSeen(),
                        shadow.facts()))
            .toList();
    return new Page(shadows, shadows.size() < size ? null : shadows.getLast().client());
  }
}
