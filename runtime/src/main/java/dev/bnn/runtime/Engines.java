package dev.bnn.runtime;

/**
 * Chooses the engine: {@link VectorEngine}, which was the fastest wherever it was measured, on processors that count bits
 * in vectors and on others. The system property {@code bnn.engine}, one of {@code vector}, {@code packed} and {@code plain},
 * overrides that. All give the same bits.
 */
final class Engines {
    private Engines() {}

    static Engine of(BnnModel model) {
        String wanted = System.getProperty("bnn.engine", "vector");
        return switch (wanted) {
            case "vector" -> new VectorEngine(model);
            case "packed" -> new PackedEngine(model);
            case "plain" -> new PlainEngine(model);
            default ->
                throw new IllegalArgumentException("bnn.engine is " + wanted + "; it can be vector, packed or plain");
        };
    }
}
