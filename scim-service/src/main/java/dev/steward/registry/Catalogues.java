package dev.steward.registry;

import dev.steward.control.ControlCatalogues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The control catalogues of this site: those that come with Steward, or its own. */
@ApplicationScoped
class Catalogues {

  @Produces
  @Singleton
  ControlCatalogues catalogues(
      @ConfigProperty(name = "steward.controls") Optional<Path> directory) {
    return directory.map(ControlCatalogues::from).orElseGet(ControlCatalogues::standard);
  }
}
