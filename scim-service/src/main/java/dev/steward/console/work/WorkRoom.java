package dev.steward.console.work;

import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to one's own work. */
@ApplicationScoped
class WorkRoom implements Room {

  private final WorkList list;

  WorkRoom(WorkList list) {
    this.list = list;
  }

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

  @Override
  public long waiting(Viewer viewer) {
    return list.waiting(viewer);
  }
}
