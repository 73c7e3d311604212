// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow.words;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words that each stream of a pipeline carries, by the definition of its units in plain loops. It is the reference of the
 * generated hardware.
 */
public final class StreamWords {
    private StreamWords() {}

    /**
     * What the units write for an image.
     *
     * @param streams words of each stream, in the order of {@link Dataflow#streams}
     * @param last words of the last unit
     */
    private record Frame(List<List<BigInteger>> streams, List<BigInteger> last) {}

    /** By stream, in the order of {@link Dataflow#streams}, the words of the images one after the other. */
    public static List<List<BigInteger>> of(Dataflow flow, List<byte[]> images) {
        List<List<BigInteger>> streams = new ArrayList<>();
        flow.streams().forEach(s -> streams.add(new ArrayList<>()));
        for (byte[] image : images) {
            List<List<BigInteger>> frame = frame(flow, image).streams();
            for (int s = 0; s < frame.size(); s++) {
                streams.get(s).addAll(frame.get(s));
            }
        }
        return streams;
    }

    /** The words of {@link Dataflow#answer} for an image. */
    public static long[] answer(Dataflow flow, byte[] image) {
        int bits = flow.answer().bits();
        return frame(flow, image).last().stream()
                .mapToLong(word -> Word.signed(word, bits))
                .toArray();
    }

    private static Frame frame(Dataflow flow, byte[] image) {
        List<List<BigInteger>> streams = new ArrayList<>();
        flow.streams().forEach(s -> streams.add(List.of()));
        List<BigInteger> last = List.of();
        for (int i = 0; i < flow.units().size(); i++) {
            Unit unit = flow.units().get(i);
            List<List<BigInteger>> inputs = new ArrayList<>();
            if (i == 0) {
                inputs.add(pixels(image, flow.input().channels()));
            }
            flow.read(i).forEach(s -> inputs.add(streams.get(s)));
            List<BigInteger> words = unit.accept(new UnitWords(inputs));
            flow.written(i).forEach(s -> streams.set(s, words));
            last = words;
        }
        return new Frame(streams, last);
    }

    private static List<BigInteger> pixels(byte[] image, int channels) {
        List<BigInteger> pixels = new ArrayList<>();
        for (int at = 0; at < image.length; at += channels) {
            byte[] pixel = Arrays.copyOfRange(image, at, at + channels);
            for (int i = 0; i < channels / 2; i++) {
                byte low = pixel[i];
                pixel[i] = pixel[channels - 1 - i];
                pixel[channels - 1 - i] = low;
            }
            pixels.add(new BigInteger(1, pixel));
        }
        return pixels;
    }
}
