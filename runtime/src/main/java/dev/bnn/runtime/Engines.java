// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

/**
 * Chooses the engine: {@link VectorEngine}, which was the fastest wherever it was measured, on processors that count bits
 * in vectors and on others. The system property {@code bnn.engine}, one of {@code vector}, {@code packed} and {@code plain},
 * overrides that. All give the same bits. Networks whose matrices have very many columns get {@link PackedEngine}, since
 * {@link VectorEngine} has buffers for each.
 */
final class Engines {
    /** Columns of all matrices with which a vector engine's buffers stay below 100 MB. */
    private static final long MOST_COLUMNS = 1 << 20;

    private Engines() {}

    static Engine of(BnnModel model) {
        long columns = model.stages().stream()
                .filter(Stage.Matrix.class::isInstance)
                .mapToLong(stage -> ((Stage.Matrix) stage).columns())
                .sum();
        String wanted = System.getProperty("bnn.engine", columns > MOST_COLUMNS ? "packed" : "vector");
        return switch (wanted) {
            case "vector" -> new VectorEngine(model);
            case "packed" -> new PackedEngine(model);
            case "plain" -> new PlainEngine(model);
            default ->
                throw new IllegalArgumentException("bnn.engine is " + wanted + "; it can be vector, packed or plain");
        };
    }
}
