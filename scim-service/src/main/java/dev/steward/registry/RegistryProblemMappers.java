package dev.steward.registry;

import dev.steward.database.StaleVersion;
import dev.steward.problem.Problems;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the registry's refusals look to a caller. */
class RegistryProblemMappers {

  @ServerExceptionMapper
  Response unknown(NoSuchIdentity e, UriInfo uri) {
    return Problems.refusal(uri, 404, "NO_SUCH_IDENTITY", e.getMessage());
  }

  @ServerExceptionMapper
  Response conflict(StaleVersion e, UriInfo uri) {
    return Problems.refusal(uri, 409, "VERSION_CONFLICT", e.getMessage());
  }

  @ServerExceptionMapper
  Response nameTaken(UserNameTaken e, UriInfo uri) {
    return Problems.refusal(uri, 409, "USER_NAME_TAKEN", e.getMessage());
  }

  @ServerExceptionMapper
  Response clientTaken(ClientTaken e, UriInfo uri) {
    return Problems.refusal(uri, 409, "CLIENT_TAKEN", e.getMessage());
  }
}
