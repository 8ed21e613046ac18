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

  /** Beyond so many the navigation counts no further: it stands on every page. */
  int MANY = 99;

  /**
   * How many things wait there for the viewer, one or more beyond {@link #MANY} when there are
   * more; zero shows nothing.
   */
  default long waiting(Viewer viewer) {
    return 0;
  }
}
