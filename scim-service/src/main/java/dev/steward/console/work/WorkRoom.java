package dev.steward.console.work;

import dev.steward.console.Room;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to one's own work. */
@ApplicationScoped
class WorkRoom implements Room {

  @Override
  public String path() {
    return "/console/work";
  }

  @Override
  public String title() {
    return "My work";
  }

  @Override
  public int place() {
    return 10;
  }
}
