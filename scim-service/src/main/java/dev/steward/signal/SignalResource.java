package dev.steward.signal;

import dev.steward.delivery.GateUnreachable;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the gate pushes security event tokens (RFC 8935).
 *
 * <p>The token is the proof of who sends it: it is signed by the realm, for this purpose only.
 */
@Path("/signals")
@PermitAll
@Tag(name = "Signals")
public class SignalResource {

  private static final Logger LOG = Logger.getLogger(SignalResource.class);
  private static final long AGAIN_AFTER_SECONDS = 10;

  private final SignalReader reader;
  private final Signals signals;

  SignalResource(SignalReader reader, Signals signals) {
    this.reader = reader;
    this.signals = signals;
  }

  /** A refusal in the form of RFC 8935 section 2.4. */
  public record SetError(String err, @Nullable String description) {}

  @POST
  @Consumes("application/secevent+jwt")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Push a security event token",
      description =
          "202 when it is kept, also when it came before; 400 with err and description when it is"
              + " none for us. What it says is looked at, and never believed.")
  public Response push(@Nullable String token) {
    try {
      signals.take(reader.read(token == null ? "" : token));
      return Response.accepted().build();
    } catch (RefusedSignal e) {
      LOG.debugf("a signal is refused: %s", e.code());
      return Response.status(Response.Status.BAD_REQUEST)
          .entity(new SetError(e.code().name().toLowerCase(Locale.ROOT), e.getMessage()))
          .build();
    } catch (GateUnreachable e) {
      throw new ServiceUnavailableException(
          "the realm's keys cannot be read now: " + e.getMessage(), AGAIN_AFTER_SECONDS, e);
    }
  }
}
