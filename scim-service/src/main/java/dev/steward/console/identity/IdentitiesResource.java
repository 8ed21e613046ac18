package dev.steward.console.identity;

import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.identity.IdentitySearch.Found;
import dev.steward.query.Page;
import dev.steward.registry.Recorded;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The page with the list of identities. */
@Path(ListQuery.PATH)
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class IdentitiesResource {

  private final Viewer viewer;
  private final IdentitySearch search;
  private final Around around;

  IdentitiesResource(Viewer viewer, IdentitySearch search, Around around) {
    this.viewer = viewer;
    this.search = search;
    this.around = around;
  }

  @GET
  public IdentityList list(@Context UriInfo uri) {
    ListQuery query = ListQuery.read(uri.getQueryParameters());
    Found found = search.find(query);
    Page<Recorded> page = found.browsed().page();
    boolean backwards = query.before() != null;
    boolean hasNext = backwards || page.more();
    boolean hasPrevious = backwards ? page.more() : query.after() != null;
    return new IdentityList(
        new Listing(
            query,
            query.view().isEmpty() ? "Identities" : "Identities: " + query.view(),
            around.lines(page.rows()),
            found,
            hasPrevious && page.first() != null ? query.preceding(page.first()) : "",
            hasNext && page.last() != null ? query.following(page.last()) : "",
            !viewer.may(Deed.SEE_EVERYTHING)));
  }
}
