// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.emit.Names;
import dev.bnn.emit.board.AnswerView;
import dev.bnn.model.Shape;
import dev.bnn.template.Text;
import java.util.List;

/**
 * Makes the pipeline a kernel for an accelerator card in a host (Vitis and XRT). It adds processes that read the images from the
 * card's memory, and one that writes the answers there; {@code bnn/card.h} of the library has them.
 */
final class CardShell {
    /** The widest word of the memory ports of Alveo cards, in bits. */
    private static final int MEMORY_BITS = 512;

    /** Words that are on their way from memory: a burst, so that the port never waits for the pipeline in the middle of one. */
    private static final int WORDS_DEPTH = 32;

    private static final int PIXELS_DEPTH = 2;

    /** Images per call of the test bench; cosimulation models memory for this many. */
    private static final int FRAMES = 8;

    private final Shape input;
    private final AnswerView answer;

    CardShell(Shape input, AnswerView answer) {
        this.input = input;
        this.answer = answer;
    }

    /**
     * What the templates print about the card.
     *
     * @param platform the vendor's name for its shell
     */
    HlsView.Card view(String platform, double clockMhz) {
        int bytes = FRAMES * input.size();
        int word = MEMORY_BITS / Byte.SIZE;
        return new HlsView.Card(platform, (long) clockMhz, FRAMES, (bytes + word - 1) / word, FRAMES * answer.words());
    }

    /**
     * Adds the processes and their streams before and after those of the pipeline.
     *
     * @param last the stream of the pipeline's answers
     * @param region the function that declares the streams
     */
    void around(
            List<HlsView.Unit> units,
            List<HlsView.Stream> streams,
            List<HlsView.Call> calls,
            List<HlsView.Storage> storage,
            String last,
            String region) {
        String pixel = "ap_uint<" + Byte.SIZE * input.channels() + ">";
        HlsView.Unit read = unit(
                "read_memory",
                "read: the bytes of the images, from memory",
                new HlsView.Port("const memory_t* images", "images"),
                HlsView.Port.stream("memory_t", "words"),
                "read_memory<" + input.size() + ">");
        HlsView.Unit unpack = unit(
                "unpack_pixels",
                "unpack: pixels out of words of memory",
                HlsView.Port.stream("memory_t", "words"),
                HlsView.Port.stream(pixel, "pixels"),
                "unpack_pixels<" + input.channels() + ", " + input.pixels() + ">");
        units.addAll(0, List.of(read, unpack));
        streams.addAll(
                0,
                List.of(
                        new HlsView.Stream("words", MEMORY_BITS, WORDS_DEPTH),
                        new HlsView.Stream(Names.IN, Byte.SIZE * input.channels(), PIXELS_DEPTH)));
        calls.addAll(
                0,
                List.of(
                        new HlsView.Call("read_memory", List.of("images", "words")),
                        new HlsView.Call("unpack_pixels", List.of("words", Names.IN))));
        List.of("words", Names.IN).forEach(stream -> storage.add(new HlsView.Storage(region, stream, "fifo", "srl")));
        units.add(unit(
                "write_memory",
                "write: " + answer.what() + " per frame to memory",
                HlsView.Port.stream("ap_uint<" + answer.bits() + ">", "in"),
                new HlsView.Port(answer.type() + "* answers", "answers"),
                "write_memory<" + answer.bits() + ", " + answer.words() + ">"));
        calls.add(new HlsView.Call("write_memory", List.of(last, "answers")));
    }

    private static HlsView.Unit unit(String name, String comment, HlsView.Port from, HlsView.Port to, String call) {
        return new HlsView.Unit(name, new Text(comment), List.of(from, to), call, List.of(), List.of(), List.of());
    }
}
