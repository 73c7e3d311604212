// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example.http;

import com.sun.net.httpserver.HttpExchange;
import dev.bnn.data.Photo;
import dev.bnn.runtime.BnnImage;
import dev.bnn.runtime.BnnModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Classifies the image file that a request carries. */
final class ClassifyHandler extends JsonHandler {
    private final BnnModel model;
    private final int largestUpload;

    /** The answer: the most likely class, and all classes with the greatest probability first. */
    record Answer(String best, List<Probability> probabilities) {}

    record Probability(String name, double probability) {}

    ClassifyHandler(BnnModel model, int largestUpload) {
        super("POST", "/classify");
        this.model = model;
        this.largestUpload = largestUpload;
    }

    @Override
    Answer answer(HttpExchange exchange) throws Refused, IOException {
        byte[] file = upload(exchange.getRequestBody());
        try {
            // Within decode, the memory of all requests together is bounded: large images wait for each other.
            return Photo.decode("upload", file, photo -> answer(photo.image()));
        } catch (IOException e) {
            throw new Refused(400, "the image cannot be read: " + e.getMessage());
        }
    }

    private byte[] upload(InputStream body) throws Refused, IOException {
        byte[] file = body.readNBytes(largestUpload);
        if (file.length == 0) {
            throw new Refused(400, "the request has no body; send the bytes of an image file");
        }
        if (body.read() >= 0) {
            drop(body);
            throw new Refused(413, "the image file has more than " + largestUpload + " bytes");
        }
        return file;
    }

    /** Reads and drops some more: a client that is still sending would not read the answer. */
    private void drop(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 13];
        long left = largestUpload;
        int dropped;
        do {
            dropped = body.read(buffer);
            left -= dropped;
        } while (dropped >= 0 && left > 0);
    }

    private Answer answer(BnnImage image) {
        byte[] fitted = image.fit(model.input());
        double[] probabilities = model.probabilities(fitted);
        List<Probability> sorted = new ArrayList<>();
        for (int c : model.topK(fitted, probabilities.length)) {
            sorted.add(new Probability(model.classes().get(c), probabilities[c]));
        }
        return new Answer(sorted.get(0).name(), sorted);
    }
}
