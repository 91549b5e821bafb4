/// What a run showed: summary, tables and charts.
@NullMarked
package dev.antar.simulator.report;

import org.jspecify.annotations.NullMarked;
