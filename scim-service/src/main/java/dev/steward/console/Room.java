package dev.steward.console;

/** A part of the console that the navigation leads to. Every bean of this kind is in it. */
public interface Room {

  /** Such as {@code /console/work}; pages of the room have addresses that begin with it. */
  String path();

  String title();

  /** Where it stands among the others, the lowest first. */
  int place();

  default boolean isOpenTo(Viewer viewer) {
    return true;
  }

  /** How many things wait there for the viewer; zero shows nothing. */
  default long waiting(Viewer viewer) {
    return 0;
  }
}
