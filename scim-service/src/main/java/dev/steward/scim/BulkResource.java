package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.caller.Caller;
import dev.steward.problem.Queries;
import dev.steward.scim.BulkAnswer.Done;
import dev.steward.scim.BulkAnswer.Refused;
import io.quarkus.security.PermissionsAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Many changes in one request (RFC 7644 section 3.7). */
@Path(BulkResource.PATH)
@Produces({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class BulkResource {

  static final String PATH = ScimRequest.ROOT + "/Bulk";

  /** A preview tries so many times as many operations as a bulk may have. */
  private static final int TRIED = 10;

  private final ScimEndpoint endpoint;
  private final ResourceStores stores;
  private final Connectors connectors;
  private final ScimConfig config;
  private final Caller caller;
  private final EntityManager rows;

  BulkResource(
      ScimEndpoint endpoint,
      ResourceStores stores,
      Connectors connectors,
      ScimConfig config,
      Caller caller,
      EntityManager rows) {
    this.endpoint = endpoint;
    this.stores = stores;
    this.connectors = connectors;
    this.config = config;
    this.caller = caller;
    this.rows = rows;
  }

  @POST
  @PermissionsAllowed("scim:write")
  public Response bulk(
      byte @Nullable [] body,
      @QueryParam("preview") @Nullable String preview,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    boolean isPreview = Queries.flag("preview", preview);
    BulkRequest bulk = BulkRequest.read(ScimJson.read(body), config.bulk().maxOperations());
    ScimRequest request = ScimRequest.of(uri, headers, connectors.present());
    // who calls is asked for before a transaction begins
    caller.makesManyChanges(UUID.randomUUID().toString());
    BulkProgress progress = new BulkProgress(bulk);
    BulkWork work = new BulkWork(endpoint, stores, request, progress);
    BulkRun run = new BulkRun(bulk, progress, work, this::forgetRows);
    return response(isPreview ? run.rehearse(mostTried()) : run.run(), isPreview);
  }

  private int mostTried() {
    return (int) Math.min(Integer.MAX_VALUE, (long) TRIED * config.bulk().maxOperations());
  }

  private void forgetRows() {
    rows.flush();
    rows.clear();
  }

  /**
   * @param preview what would be made has no address and no version yet
   */
  private static Response response(List<BulkAnswer> answers, boolean preview) {
    ObjectNode body = ScimJson.object();
    body.putArray("schemas").add(Urn.BULK_RESPONSE);
    ArrayNode operations = body.putArray("Operations");
    answers.forEach(
        answer -> {
          ObjectNode written = written(answer);
          if (preview && answer.operation().makes() != null) {
            written.remove(List.of("location", "version"));
          }
          operations.add(written);
        });
    return Response.ok(ScimJson.write(body)).build();
  }

  private static ObjectNode written(BulkAnswer answer) {
    ObjectNode written = ScimJson.object();
    written.put("method", answer.operation().method());
    if (answer.operation().bulkId() != null) {
      written.put("bulkId", answer.operation().bulkId());
    }
    if (answer.location() != null) {
      written.put("location", answer.location());
    }
    switch (answer) {
      case Done done -> {
        if (done.answer().etag() != null) {
          written.put("version", done.answer().etag());
        }
        int status = CollectionResource.status(done.answer().outcome()).getStatusCode();
        written.put("status", Integer.toString(status));
      }
      case Refused refused -> {
        ScimException refusal = refused.refusal();
        written.put("status", Integer.toString(refusal.status()));
        written.set(
            "response",
            ScimExceptionMapper.error(refusal.status(), refusal.scimType(), refusal.detail()));
      }
    }
    return written;
  }
}
