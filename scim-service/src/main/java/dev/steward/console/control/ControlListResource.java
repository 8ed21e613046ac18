package dev.steward.console.control;

import dev.steward.address.AddressPart;
import dev.steward.console.Deed;
import dev.steward.console.Viewer;
import dev.steward.console.chart.Bars;
import dev.steward.console.chart.Part;
import dev.steward.console.chart.Row;
import dev.steward.console.control.ControlList.Cover;
import dev.steward.console.control.ControlList.Line;
import dev.steward.console.control.ControlList.Objective;
import dev.steward.console.control.FrameworkList.Summary;
import dev.steward.control.Control;
import dev.steward.control.ControlCatalogue;
import dev.steward.control.ControlCatalogues;
import dev.steward.registry.ControlCoverage;
import dev.steward.registry.ControlCoverage.Coverage;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The frameworks and their controls. */
@Path("/console/controls")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class ControlListResource {

  private final Viewer viewer;
  private final ControlCatalogues catalogues;
  private final ControlCoverage coverage;

  ControlListResource(Viewer viewer, ControlCatalogues catalogues, ControlCoverage coverage) {
    this.viewer = viewer;
    this.catalogues = catalogues;
    this.coverage = coverage;
  }

  @GET
  public FrameworkList frameworks() {
    viewer.require(Deed.SEE_EVERYTHING);
    List<Summary> summaries = catalogues.all().stream().map(this::summary).toList();
    return new FrameworkList(
        coverage.countedAt().orElse(null),
        summaries,
        new Bars(
            "Controls by framework", summaries.stream().map(ControlListResource::row).toList()));
  }

  private Summary summary(ControlCatalogue catalogue) {
    Map<String, Coverage> known = coverage.of(catalogue.framework());
    return new Summary(
        catalogue.framework(),
        catalogue.title(),
        catalogue.controls().size(),
        known.size(),
        known.values().stream().filter(one -> one.open() == 0).count());
  }

  private static Row row(Summary summary) {
    String href = "/console/controls/" + summary.framework();
    return new Row(
        summary.title(),
        href,
        List.of(
            new Part("All identities reviewed", "good", summary.current(), href),
            new Part("Some not reviewed", "brownout", summary.linked() - summary.current(), href),
            new Part(
                "No identity linked", "revoked", summary.controls() - summary.linked(), href)));
  }

  @GET
  @Path("/{framework}")
  public ControlList controls(@PathParam("framework") String framework) {
    viewer.require(Deed.SEE_EVERYTHING);
    ControlCatalogue catalogue =
        catalogues
            .catalogue(framework)
            .orElseThrow(() -> new NotFoundException("there is no framework of this name"));
    Map<String, Coverage> known = coverage.of(framework);
    List<Objective> objectives = new ArrayList<>();
    catalogue
        .groups()
        .forEach(
            (group, title) ->
                objectives.add(
                    new Objective(
                        group + " " + title,
                        catalogue.controls().stream()
                            .filter(control -> control.group().equals(group))
                            .map(control -> line(framework, control, known))
                            .toList())));
    return new ControlList(
        framework, catalogue.title(), coverage.countedAt().orElse(null), objectives);
  }

  private static Line line(String framework, Control control, Map<String, Coverage> known) {
    Coverage covered = known.getOrDefault(control.id(), Coverage.NONE);
    return new Line(
        control,
        covered,
        Cover.of(covered),
        "/console/identities?control=" + AddressPart.of(framework + ":" + control.id()));
  }
}
