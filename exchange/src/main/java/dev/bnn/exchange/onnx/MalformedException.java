package dev.bnn.exchange.onnx;

/** Bytes that are not a model; the message says what is wrong, and where. */
final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }
}
