// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.bnn.model.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model file in onnxruntime, on one thread. */
final class OrtModel implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Shape image;
    private final boolean channelsLast;
    private final Optional<Shape> answer;

    /** With onnxruntime's own optimizations. */
    OrtModel(Path file, Shape image) throws OrtException {
        this(file, image, false, Optional.empty(), OrtSession.SessionOptions.OptLevel.ALL_OPT);
    }

    /**
     * The graph as it is written. The optimizer of onnxruntime 1.23 moves a Transpose of five axes past a Reshape and a Squeeze of
     * four, and then refuses the graph.
     *
     * @param channelsLast true if the input is [N, H, W, C]
     * @param answer shape of the scores, which a graph may give as [N, H, W, C] too
     */
    static OrtModel asWritten(Path file, Shape image, boolean channelsLast, Shape answer) throws OrtException {
        return new OrtModel(file, image, channelsLast, Optional.of(answer), OrtSession.SessionOptions.OptLevel.NO_OPT);
    }

    private OrtModel(
            Path file,
            Shape image,
            boolean channelsLast,
            Optional<Shape> answer,
            OrtSession.SessionOptions.OptLevel level)
            throws OrtException {
        this.image = image;
        this.channelsLast = channelsLast;
        this.answer = answer;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(level);
            // Warnings of unused constants would fill the log.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = environment.createSession(file.toString(), options);
        }
    }

    /** The integer scores of images in HWC bytes, all in one batch. */
    long[][] scores(List<byte[]> images) throws OrtException {
        Object found = run(images);
        if (found instanceof long[][][][] maps) {
            long[][] rows = new long[maps.length][];
            Arrays.setAll(rows, i -> positions(maps[i]));
            return rows;
        }
        return (long[][]) found;
    }

    private Object run(List<byte[]> images) throws OrtException {
        ByteBuffer chw = ByteBuffer.allocateDirect(images.size() * image.size());
        images.forEach(i -> chw.put(ordered(i)));
        chw.flip();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, chw, dims(images), OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
            return result.get(0).getValue();
        }
    }

    /** The float scores of a model whose input is bytes, or bytes as float32. */
    float[][] floatScores(List<byte[]> images) throws OrtException {
        TensorInfo fed =
                (TensorInfo) session.getInputInfo().get(OnnxExport.INPUT).getInfo();
        if (fed.type == OnnxJavaType.UINT8) {
            return rows(run(images));
        }
        FloatBuffer chw = FloatBuffer.allocate(images.size() * image.size());
        for (byte[] i : images) {
            for (byte b : ordered(i)) {
                chw.put(b & 0xff);
            }
        }
        chw.flip();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, chw, dims(images));
                OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
            return rows(result.get(0).getValue());
        }
    }

    /** Flattens [channel][row][column] position by position. */
    private static long[] positions(long[][][] map) {
        long[] all = new long[map.length * map[0].length * map[0][0].length];
        for (int i = 0; i < all.length; i++) {
            int pixel = i / map.length;
            all[i] = map[i % map.length][pixel / map[0][0].length][pixel % map[0][0].length];
        }
        return all;
    }

    /** Flattens maps position by position; maps of one pixel are like vectors. */
    private float[][] rows(Object value) {
        if (value instanceof float[][][][] maps) {
            float[][] rows = new float[maps.length][];
            for (int i = 0; i < maps.length; i++) {
                rows[i] = flat(maps[i]);
            }
            return rows;
        }
        return (float[][]) value;
    }

    private float[] flat(float[][][] map) {
        Shape axes = new Shape(map.length, map[0].length, map[0][0].length);
        boolean byPosition = answer.isPresent()
                && !axes.equals(answer.get())
                && new Shape(axes.width(), axes.channels(), axes.height()).equals(answer.get());
        float[] all = new float[axes.size()];
        for (int i = 0; i < all.length; i++) {
            if (byPosition) {
                int pixel = i / axes.width();
                all[i] = map[pixel / axes.height()][pixel % axes.height()][i % axes.width()];
            } else {
                int pixel = i / axes.channels();
                all[i] = map[i % axes.channels()][pixel / axes.width()][pixel % axes.width()];
            }
        }
        return all;
    }

    private long[] dims(List<byte[]> images) {
        return channelsLast
                ? new long[] {images.size(), image.height(), image.width(), image.channels()}
                : new long[] {images.size(), image.channels(), image.height(), image.width()};
    }

    /** The bytes in the order of the input. */
    private byte[] ordered(byte[] hwc) {
        if (channelsLast) {
            return hwc;
        }
        byte[] transposed = new byte[hwc.length];
        int next = 0;
        for (int c = 0; c < image.channels(); c++) {
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    transposed[next++] = hwc[(y * image.width() + x) * image.channels() + c];
                }
            }
        }
        return transposed;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
