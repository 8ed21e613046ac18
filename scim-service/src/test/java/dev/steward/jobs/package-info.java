@NullMarked
package dev.steward.jobs;

import org.jspecify.annotations.NullMarked;
