package dev.steward.keycloak.timetravel;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.keycloak.common.util.Time;

/** The offset of the server's clock from real time, in seconds. */
public final class TimeTravel {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Integer> offset() {
    return Map.of("offsetSeconds", Time.getOffset());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Integer> travel(Map<String, Integer> to) {
    Integer offset = to.get("offsetSeconds");
    if (offset == null) {
      throw new BadRequestException("say where to: {\"offsetSeconds\": 86400}");
    }
    Time.setOffset(offset);
    return offset();
  }
}
