// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.OnnxExport;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs exported networks in onnxruntime. */
final class Onnx {
    private Onnx() {}

    static OrtSession session(Network network, Parameters parameters, int threads)
            throws OrtException, IOException, ExchangeException {
        Path onnx = Files.createTempFile("bnn", ".onnx");
        try {
            OnnxExport.write(network, parameters, onnx);
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(onnx), options);
        } finally {
            Files.delete(onnx);
        }
    }

    /** Scores of images in HWC order, one row per image. */
    static long[][] run(OrtSession session, Network network, List<byte[]> images) throws OrtException {
        int channels = network.input().shape().channels();
        int height = network.input().shape().height();
        int width = network.input().shape().width();
        ByteBuffer chw = ByteBuffer.allocateDirect(images.size() * channels * height * width);
        for (byte[] image : images) {
            for (int c = 0; c < channels; c++) {
                for (int at = c; at < image.length; at += channels) {
                    chw.put(image[at]);
                }
            }
        }
        chw.flip();
        long[] shape = {images.size(), channels, height, width};
        try (OnnxTensor input =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), chw, shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
            return (long[][]) result.get(0).getValue();
        }
    }
}
