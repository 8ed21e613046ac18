package dev.steward.console.ledger;

import dev.steward.console.Deed;
import dev.steward.console.Room;
import dev.steward.console.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** The entry of the navigation that leads to ledger. */
@ApplicationScoped
class LedgerRoom implements Room {

  @Override
  public String path() {
    return "/console/ledger";
  }

  @Override
  public String title() {
    return "Ledger";
  }

  @Override
  public int place() {
    return 70;
  }

  @Override
  public boolean isOpenTo(Viewer viewer) {
    return viewer.may(Deed.SEE_EVERYTHING);
  }
}
