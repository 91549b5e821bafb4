package dev.antar.simulator.report;

/// How many offers were made and how they ended.
public record Offers(long sent, long accepted, long declined, long expired, long withdrawn) {}
