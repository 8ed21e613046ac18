package dev.steward.delivery;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys by which a gate tells this registry's permits from all others. */
@Path("/.well-known/steward-keys")
@Produces({"application/json", "application/jwk-set+json"})
@PermitAll
@Tag(name = "Keys")
public class KeysResource {

  private final SealKeys keys;

  KeysResource(SealKeys keys) {
    this.keys = keys;
  }

  @GET
  @Operation(summary = "The keys that seal permits, as a JWKS")
  public Map<String, Object> keys() {
    return keys.published();
  }
}
