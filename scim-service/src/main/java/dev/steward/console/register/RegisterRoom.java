package dev.steward.console.register;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to registering. */
@ApplicationScoped
class RegisterRoom implements Room {

  @Override
  public String path() {
    return RegisterResource.PATH;
  }

  @Override
  public String title() {
    return "Register";
  }

  @Override
  public int place() {
    return 35;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.REGISTER);
  }
}
