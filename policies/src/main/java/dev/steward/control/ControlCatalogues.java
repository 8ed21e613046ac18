package dev.steward.control;

import dev.steward.control.Crosswalk.Capability;
import dev.steward.identity.ChangeRefused;
import dev.steward.identity.ChangeRefused.Rule;
import dev.steward.identity.Identity.ControlLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The control catalogues of a registry, and the crosswalk between them. */
public final class ControlCatalogues {

  static final List<String> STANDARD =
      List.of(
          "iso-42001.yaml",
          "iso-27001.yaml",
          "nist-800-53.yaml",
          "nist-csf.yaml",
          "owasp-nhi.yaml",
          "owasp-asi.yaml",
          "eu-ai-act.yaml",
          "crosswalk.yaml");

  private static final int LONGEST_ID = 64;

  private final Map<String, ControlCatalogue> byFramework = new LinkedHashMap<>();
  private final Crosswalk crosswalk;

  private ControlCatalogues(List<YamlMapping> files) {
    files.stream().filter(ControlCatalogues::isCatalogue).forEach(this::add);
    List<Capability> capabilities = new ArrayList<>();
    files.stream()
        .filter(file -> !isCatalogue(file))
        .forEach(file -> capabilities.addAll(Crosswalk.read(file, this)));
    crosswalk = new Crosswalk(capabilities);
  }

  /** The catalogues that come with Steward. */
  public static ControlCatalogues standard() {
    return new ControlCatalogues(
        STANDARD.stream().map(name -> YamlMapping.parse(name, resource(name))).toList());
  }

  /**
   * The catalogues and crosswalks in the yaml files of a directory.
   *
   * @throws BrokenCatalogueException when one of them is none; the message names file and line
   */
  public static ControlCatalogues from(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return new ControlCatalogues(
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(file -> YamlMapping.parse(file.toString(), text(file)))
              .toList());
    } catch (IOException e) {
      throw new BrokenCatalogueException("cannot read the control catalogues: " + e.getMessage());
    }
  }

  public List<ControlCatalogue> all() {
    return List.copyOf(byFramework.values());
  }

  public Crosswalk crosswalk() {
    return crosswalk;
  }

  public Optional<ControlCatalogue> catalogue(String framework) {
    return Optional.ofNullable(byFramework.get(framework));
  }

  public Optional<Control> find(ControlLink link) {
    return catalogue(link.framework()).flatMap(catalogue -> catalogue.find(link.control()));
  }

  /**
   * Passes links to known controls.
   *
   * @throws ChangeRefused when one names an unknown framework or control; the message has the
   *     nearest ids
   */
  public void check(Collection<ControlLink> links) {
    links.stream().sorted(Comparator.comparing(ControlLink::toString)).forEach(this::check);
  }

  /**
   * Passes a link to a known control.
   *
   * @throws ChangeRefused when it names an unknown framework or control; the message has the
   *     nearest ids
   */
  public void check(ControlLink link) {
    if (link.framework().length() > LONGEST_ID || link.control().length() > LONGEST_ID) {
      throw new ChangeRefused(
          Rule.UNKNOWN_CONTROL, "a control link is longer than any; write it like iso42001:A.3.2");
    }
    ControlCatalogue catalogue = byFramework.get(link.framework());
    if (catalogue == null) {
      throw new ChangeRefused(
          Rule.UNKNOWN_CONTROL,
          "%s: there is no framework %s; %s"
              .formatted(link, link.framework(), nearestFrameworks(link.framework())));
    }
    if (catalogue.find(link.control()).isEmpty()) {
      throw new ChangeRefused(
          Rule.UNKNOWN_CONTROL,
          "%s: %s has no control %s; %s"
              .formatted(
                  link,
                  catalogue.title(),
                  link.control(),
                  meant(catalogue.nearest(link.control()), "look its ids up in the catalogue")));
    }
  }

  private String nearestFrameworks(String framework) {
    return meant(
        NearestIds.to(framework, byFramework.keySet()),
        "known are " + String.join(", ", byFramework.keySet()));
  }

  private static String meant(List<String> nearest, String otherwise) {
    return nearest.isEmpty() ? otherwise : "did you mean " + String.join(", ", nearest) + "?";
  }

  private static boolean isCatalogue(YamlMapping file) {
    return file.has("framework");
  }

  private void add(YamlMapping file) {
    ControlCatalogue catalogue = ControlCatalogue.read(file);
    if (byFramework.putIfAbsent(catalogue.framework(), catalogue) != null) {
      throw file.broken("framework " + catalogue.framework() + " has a catalogue already");
    }
  }

  private static String resource(String name) {
    try (InputStream content = ControlCatalogues.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BrokenCatalogueException(file + ": cannot be read: " + e.getMessage());
    }
  }
}
