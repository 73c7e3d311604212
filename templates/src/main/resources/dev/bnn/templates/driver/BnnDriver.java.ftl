// Generated from [=d.source.inline]; changes here are lost.

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
[#if d.answer.out.pixels() > 1]
import java.util.stream.IntStream;
[/#if]
[#if d.parameters??]
import java.util.zip.CRC32;
[/#if]

/**
 * Drives [=d.top] on the board under Linux: the AXI DMA in simple mode feeds it images and takes its answers. Java 17 or
 * newer, no library. As a program it runs the self test and measures the throughput:
 *
 * <pre>
 * java --add-opens java.base/sun.nio.ch=ALL-UNNAMED --enable-native-access=ALL-UNNAMED BnnDriver.java /dev/uio0 /dev/uio1 udmabuf0 udmabuf1[#if d.parameters??] [=d.parameters.file][/#if]
 * java --add-opens java.base/sun.nio.ch=ALL-UNNAMED --enable-native-access=ALL-UNNAMED BnnDriver.java /dev/mem@[=d.dmaAddress] /dev/mem@[=d.coreAddress] udmabuf0 udmabuf1[#if d.parameters??] [=d.parameters.file][/#if]
 * </pre>
 *
 * The options let it map devices, which Java's own FileChannel.map refuses since a device has no length. Java 17 to 21 need
 * the first, newer ones the second.
 *
 * <p>An image is {@link #IMAGE_BYTES} bytes, row by row, the channels of a pixel side by side, as the network was trained
[#if d.answer.labels]
 * on. The answer is the numbers of the best of the classes, the best first: places in {@link #NAMES}. One thread at a time.
[#else]
 * on. The answer is a score for each of {@link #NAMES}; the greatest wins. One thread at a time.
[/#if]
[#if d.answer.out.pixels() > 1]
 * The image has such an answer at each position of a map of [=d.answer.out.height()] rows and [=d.answer.out.width()] columns, row by row.
[/#if]
[#if d.parameters??]
 *
 * <p>Until weights and thresholds are loaded ({@link #load}), answers mean nothing.
[/#if]
 */
public final class BnnDriver {
    public static final int IMAGE_BYTES = [=d.imageBytes];
    /** [#if d.answer.labels]Labels[#else]Scores[/#if] of an image, and the bytes of one. */
    public static final int ANSWERS = [=d.answer.words];

    public static final int NUMBER_BYTES = [=d.answerBytes];
[#if d.classes?size <= 1000]
    public static final List<String> NAMES = List.of(
[#list d.classes as c]
            [=c.literal][#sep],[/#sep]
[/#list]
    );
[#else]
    public static final List<String> NAMES = names();
[/#if]

[#if d.classes?size > 1000]
    private static List<String> names() {
        List<String> names = new ArrayList<>();
[#list d.classes?chunk(1000) as group]
        names.addAll(names[=group?index]());
[/#list]
        return List.copyOf(names);
    }

    /* A method has room for some thousand names. */
[#list d.classes?chunk(1000) as group]
    private static List<String> names[=group?index]() {
        return List.of(
[#list group as c]
                [=c.literal][#sep],[/#sep]
[/#list]
        );
    }

[/#list]
[/#if]
    /** One transfer of the DMA moves less than 2 to this power bytes. */
    private static final int LENGTH_BITS = [=d.lengthBits];

    private static final int ANSWER_BYTES = ANSWERS * NUMBER_BYTES;

    /* Registers of the AXI DMA (PG021) and of an HLS core with ap_ctrl_hs. */
    private static final int MM2S_CONTROL = 0x00;
    private static final int MM2S_STATUS = 0x04;
    private static final int MM2S_ADDRESS = 0x18;
    private static final int MM2S_LENGTH = 0x28;
    private static final int S2MM_CONTROL = 0x30;
    private static final int S2MM_STATUS = 0x34;
    private static final int S2MM_ADDRESS = 0x48;
    private static final int S2MM_LENGTH = 0x58;
    private static final int RUN = 1;
    private static final int RESET = 4;
    private static final int IDLE = 2;
    private static final int INTERNAL_ERROR = 0x10;
    private static final int ERRORS = 0x70;
    private static final int CORE_CONTROL = 0x00;
    private static final int CORE_FRAMES = 0x10;
[#if d.parameters??]
    private static final int CORE_LOAD = 0x18;
[/#if]
    private static final int START = 1;
    private static final int CORE_IDLE = 4;

    /** The most answers in a row that nobody asked for and that are taken away. */
    private static final int STALE_ANSWERS = 16;

    /** No label has only such bytes: it is below the number of classes. */
    private static final byte NOTHING = -1;

    private static final String BUSY = "the network does not come to rest: try again, and load the bitstream again where"
            + " that does not help";
    private static final String OTHER_LENGTH =
            "the answer has another length than that to these images: is the bitstream that of this network?";

[#if d.parameters??]
    /* A file of parameters: its first bytes and its size, and the structure that it must be made for. */
    private static final int MAGIC = 0x504e4e42;
    private static final int VERSION = 1;
    private static final int HEADER = 24;
    private static final int PARAMETER_BYTES = [=d.parameters.bytes];
    private static final long STRUCTURE = 0x[=d.parameters.structure]L;
    private static final int PIXEL_BYTES = [=d.channels];

    private static final String OTHER_STRUCTURE = "the parameters are for a network of another structure: are they and the"
            + " bitstream of the same layers and foldings?";
    private static final String DAMAGED =
            "the parameters are damaged: copy the file again, and load it before the next image";

[/#if]
    /** Registers of a block, by their offset in bytes. */
    public interface Registers {
        int read(int offset);

        void write(int offset, int value);
    }

    /** Memory that is contiguous for the device, and not cached. */
    public interface Buffer {
        byte get(long at);

        void put(long at, byte value);

        long physical();

        long bytes();
    }

    /** What the board did wrong, and what to do about it. The next call starts afresh. */
    public static final class BoardException extends IOException {
        private static final long serialVersionUID = 1;

        BoardException(String message) {
            super(message);
        }
    }

    private final Registers dma;
    private final Registers core;
    private final Buffer in;
    private final Buffer out;
    private final int batch;
    private final long patience;

    /** @param patience reads of the status register before a transfer is given up */
    public BnnDriver(Registers dma, Registers core, Buffer in, Buffer out, long patience) throws BoardException {
        this.dma = dma;
        this.core = core;
        this.in = in;
        this.out = out;
        this.patience = patience;
        long longest = (1L << LENGTH_BITS) - 1;
        batch = (int) Math.min(Math.min(in.bytes(), longest) / IMAGE_BYTES, Math.min(out.bytes(), longest) / ANSWER_BYTES);
        if (batch == 0) {
            throw new BoardException("a buffer is smaller than one image or its answer: make it larger");
        }
        reset();
    }

    /** The most images of one transfer. */
    public int batch() {
        return batch;
    }

[#if d.answer.labels]
    /** The numbers of each image's best classes, the best first, in as many transfers as it takes. */
    public int[][] best(List<byte[]> images) throws BoardException {
        return Arrays.stream(answers(images))
                .map(labels -> Arrays.stream(labels).mapToInt(Math::toIntExact).toArray())
                .toArray(int[][]::new);
    }

[#if d.answer.out.pixels() > 1]
    /** The number of the winning class at each position of each image, row by row; the first of equals. */
    public int[][] classMaps(List<byte[]> images) throws BoardException {
        int each = ANSWERS / [=d.answer.out.pixels()];
        return Arrays.stream(best(images))
                .map(labels -> IntStream.range(0, ANSWERS / each).map(p -> labels[p * each]).toArray())
                .toArray(int[][]::new);
    }
[#else]
    /** The number of each image's winning class, the first of equals. */
    public int[] labels(List<byte[]> images) throws BoardException {
        return Arrays.stream(best(images)).mapToInt(labels -> labels[0]).toArray();
    }
[/#if]
[#else]
    /** The scores of each image, in as many transfers as it takes. */
    public long[][] scores(List<byte[]> images) throws BoardException {
        return answers(images);
    }

[#if d.answer.out.pixels() > 1]
    /** The number of the winning class at each position of each image, row by row; the first of equals. */
    public int[][] classMaps(List<byte[]> images) throws BoardException {
        return Arrays.stream(scores(images))
                .map(scores -> IntStream.range(0, [=d.answer.out.pixels()])
                        .map(p -> label(Arrays.copyOfRange(scores, p * NAMES.size(), (p + 1) * NAMES.size())))
                        .toArray())
                .toArray(int[][]::new);
    }
[#else]
    /** The number of each image's winning class, the first of equals. */
    public int[] labels(List<byte[]> images) throws BoardException {
        return Arrays.stream(scores(images)).mapToInt(BnnDriver::label).toArray();
    }
[/#if]

    private static int label(long[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            if (scores[c] > scores[best]) {
                best = c;
            }
        }
        return best;
    }
[/#if]

    private long[][] answers(List<byte[]> images) throws BoardException {
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).length != IMAGE_BYTES) {
                throw new IllegalArgumentException(
                        "image " + i + " has " + images.get(i).length + " bytes, not " + IMAGE_BYTES);
            }
        }
        long[][] answers = new long[images.size()][];
        for (int from = 0; from < answers.length; from += batch) {
            int frames = Math.min(batch, answers.length - from);
            for (int i = 0; i < frames; i++) {
                pack(images.get(from + i), i);
            }
            transfer(frames);
            for (int i = 0; i < frames; i++) {
                answers[from + i] = unpack(i);
            }
        }
        return answers;
    }

[#if d.parameters??]
    /** Loads weights and thresholds from a file of parameters. */
    public void load(Path file) throws IOException {
        try {
            load(Files.readAllBytes(file));
        } catch (BoardException e) {
            throw new BoardException(file + ": " + e.getMessage());
        }
    }

    /**
     * Loads weights and thresholds: the bytes of a file of parameters. What is wrong with them is found before the network is
     * touched, but for what happens on the way; then they must be loaded again.
     */
    public void load(byte[] file) throws BoardException {
        check(file);
        long longest = Math.min(in.bytes(), (1L << LENGTH_BITS) - 1);
        int part = (int) (longest / PIXEL_BYTES * PIXEL_BYTES);
        stoppedByFailure(() -> {
            ready(NUMBER_BYTES);
            core.write(CORE_LOAD, 1);
            core.write(CORE_CONTROL, START);
            for (int from = 0; from < file.length; from += part) {
                int count = Math.min(part, file.length - from);
                for (int i = 0; i < count; i++) {
                    in.put(i, file[from + i]);
                }
                send(count);
                done(MM2S_STATUS);
            }
            answered(NUMBER_BYTES);
        });
        int answer = out.get(0);
        if (answer != 0) {
            throw new BoardException(answer == 1 ? OTHER_STRUCTURE : DAMAGED);
        }
    }

    private static void check(byte[] file) throws BoardException {
        if (file.length < HEADER || number(file, 0, 4) != MAGIC || number(file, 4, 4) != VERSION) {
            throw new BoardException(
                    "no file of parameters of version 1: is it the .parameters.bin of a deploy folder?");
        }
        if (number(file, 8, 8) != STRUCTURE) {
            throw new BoardException(OTHER_STRUCTURE);
        }
        long count = number(file, 16, 4);
        if (file.length != PARAMETER_BYTES || count > file.length - HEADER) {
            throw new BoardException("the file of parameters is not whole: copy it again");
        }
        CRC32 sum = new CRC32();
        sum.update(file, HEADER, (int) count);
        if (sum.getValue() != number(file, 20, 4)) {
            throw new BoardException(DAMAGED);
        }
    }

    /** The lowest byte first. */
    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = number << 8 | bytes[from + i] & 0xff;
        }
        return number;
    }

[/#if]
    /** Runs the images of selftest.hex in the folder; returns their number, or throws with the first [#if d.answer.labels]label[#else]score[/#if] that differs. */
    public int selfTest(Path folder) throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("selftest.hex"))) {
            images.add(HexFormat.of().parseHex(line));
        }
        if (images.isEmpty()) {
            throw new BoardException(
                    "there are no images for a self test: run mvn bnn:synthesize with bnn.csimImages above 0");
        }
        List<String> expected = Files.readAllLines(folder.resolve("selftest.txt"));
        long[][] found = answers(images);
        for (int i = 0; i < found.length; i++) {
            String[] words = expected.get(i).strip().split("\\s+");
            for (int c = 0; c < found[i].length; c++) {
                if (found[i][c] != Long.parseLong(words[c])) {
                    throw new BoardException("image " + i + [#if d.answer.labels]", label " + c[#else]", class " + NAMES.get(c % NAMES.size())[/#if] + ": expected " + words[c]
                            + ", found " + found[i][c] + ". Is the bitstream that of this network?");
                }
            }
        }
        return found.length;
    }

    /** Images a second over that number of full transfers, without copies to and from the buffers. */
    public double throughput(int transfers) throws BoardException {
        transfer(batch);
        long start = System.nanoTime();
        for (int i = 0; i < transfers; i++) {
            transfer(batch);
        }
        return transfers * (double) batch / (1e-9 * Math.max(1, System.nanoTime() - start));
    }

    private void pack(byte[] image, int frame) {
        for (int i = 0; i < IMAGE_BYTES; i++) {
            in.put((long) frame * IMAGE_BYTES + i, image[i]);
        }
    }

    /** Two's complement, the lowest byte first. */
    private long[] unpack(int frame)[#if d.answer.labels] throws BoardException[/#if] {
        long[] answer = new long[ANSWERS];
        for (int a = 0; a < answer.length; a++) {
            long at = (long) frame * ANSWER_BYTES + (long) a * NUMBER_BYTES;
            long number = out.get(at + NUMBER_BYTES - 1);
            for (int i = NUMBER_BYTES - 2; i >= 0; i--) {
                number = number << 8 | out.get(at + i) & 0xff;
            }
[#if d.answer.labels]
            if (number < 0 || number >= NAMES.size()) {
                throw new BoardException(
                        "the answer is the number of no class: is the bitstream that of this network?");
            }
[/#if]
            answer[a] = number;
        }
        return answer;
    }

    /** Also ends what an interrupted program left behind; it covers both directions. */
    private void reset() throws BoardException {
        dma.write(MM2S_CONTROL, RESET);
        for (long i = 0; i < patience; i++) {
            if (((dma.read(MM2S_CONTROL) | dma.read(S2MM_CONTROL)) & RESET) == 0) {
                return;
            }
        }
        throw new BoardException("the DMA does not leave reset: is the bitstream loaded, is its address right?");
    }

    private interface Attempt {
        void run() throws BoardException;
    }

    /** After a failure the device writes to no memory any more. */
    private void stoppedByFailure(Attempt attempt) throws BoardException {
        boolean done = false;
        try {
            attempt.run();
            done = true;
        } finally {
            if (!done) {
                try {
                    reset();
                } catch (BoardException e) {
                    // What failed first says more.
                }
            }
        }
    }

    private void transfer(int frames) throws BoardException {
        stoppedByFailure(() -> {
            ready(frames * ANSWER_BYTES);
            core.write(CORE_FRAMES, frames);
[#if d.parameters??]
            core.write(CORE_LOAD, 0);
[/#if]
            core.write(CORE_CONTROL, START);
            send(frames * IMAGE_BYTES);
            answered(frames * ANSWER_BYTES);
        });
    }

    private boolean idle() {
        return (core.read(CORE_CONTROL) & CORE_IDLE) != 0;
    }

    /**
     * DMA and network as they were after the bitstream came. The DMA's reset is the network's too, as run_vivado.tcl joins
     * them; in a design without that, the network may still wait to give an answer: it is taken, and lost.
     */
    private void rest(int bytes) throws BoardException {
        reset();
        if (idle()) {
            return;
        }
        receive(bytes);
        for (long i = 0; i < patience; i++) {
            if (idle()) {
                reset();
                return;
            }
            if ((dma.read(S2MM_STATUS) & (IDLE | ERRORS)) != 0) {
                reset();
                receive(bytes);
            }
        }
        throw new BoardException(BUSY);
    }

    /**
     * The receiving side is ready before the network starts, so that no answer waits for it; and it is still waiting then,
     * or something answered that was not asked.
     */
    private void ready(int bytes) throws BoardException {
        // What is not overwritten is seen not to be an answer.
        for (int i = 0; i < bytes; i++) {
            out.put(i, NOTHING);
        }
        for (int i = 0; i < STALE_ANSWERS; i++) {
            rest(bytes);
            receive(bytes);
            if ((dma.read(S2MM_STATUS) & (IDLE | ERRORS)) == 0) {
                return;
            }
        }
        throw new BoardException(BUSY);
    }

    private void receive(int bytes) {
        dma.write(S2MM_CONTROL, RUN);
        address(S2MM_ADDRESS, out.physical());
        dma.write(S2MM_LENGTH, bytes);
    }

    private void send(int bytes) {
        dma.write(MM2S_CONTROL, RUN);
        address(MM2S_ADDRESS, in.physical());
        // Buffers are written before the DMA is told to read them.
        VarHandle.fullFence();
        dma.write(MM2S_LENGTH, bytes);
    }

    /** Until the direction with that status register is done. */
    private void done(int direction) throws BoardException {
        for (long i = 0; i < patience; i++) {
            int sent = dma.read(MM2S_STATUS);
            int received = dma.read(S2MM_STATUS);
            if ((received & INTERNAL_ERROR) != 0) {
                // More came than there was room for.
                throw new BoardException(OTHER_LENGTH);
            }
            if (((sent | received) & ERRORS) != 0) {
                throw new BoardException(
                        "the DMA reports an error: are the physical addresses of the buffers right?");
            }
            if (((direction == MM2S_STATUS ? sent : received) & IDLE) != 0) {
                return;
            }
        }
        throw new BoardException("the answer did not come: is the bitstream that of this network?");
    }

    /** Until the answer is there, all of what was asked has been sent, and the network is at rest. */
    private void answered(int bytes) throws BoardException {
        done(S2MM_STATUS);
        done(MM2S_STATUS);
        if (dma.read(S2MM_LENGTH) != bytes) {
            throw new BoardException(OTHER_LENGTH);
        }
        for (long i = 0; !idle(); i++) {
            if (i == patience) {
                throw new BoardException(BUSY);
            }
        }
        // The answer is read after it is seen to be there.
        VarHandle.fullFence();
    }

    private void address(int register, long physical) {
        dma.write(register, (int) physical);
        dma.write(register + 4, (int) (physical >>> 32));
    }

    /** A part of a device's memory in this process, for as long as it lives. */
    private static final class Mapped implements Registers, Buffer {
        private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

        private final ByteBuffer memory;
        private final long physical;

        Mapped(String device, long offset, long physical, long bytes) throws IOException {
            this.physical = physical;
            memory = Mapping.of(device, offset, (int) Math.min(bytes, Integer.MAX_VALUE));
        }

        @Override
        public int read(int offset) {
            return (int) WORD.getVolatile(memory, offset);
        }

        @Override
        public void write(int offset, int value) {
            WORD.setVolatile(memory, offset, value);
        }

        @Override
        public byte get(long at) {
            return memory.get((int) at);
        }

        @Override
        public void put(long at, byte value) {
            memory.put((int) at, value);
        }

        @Override
        public long physical() {
            return physical;
        }

        @Override
        public long bytes() {
            return memory.capacity();
        }
    }

    /** Maps devices: Java 22 and newer can call the system's own functions; before, those beneath FileChannel.map do it. */
    private static final class Mapping {
        private static final int FIRST_WITH_FOREIGN = 22;
        private static final int OPEN_READ_WRITE_SYNC = 0x101002;
        private static final int READ_WRITE = 3;
        private static final int SHARED = 1;
        private static final int WRITABLE = 1;

        private Mapping() {}

        /** SYNC asks u-dma-buf for memory that is not cached. */
        static ByteBuffer of(String device, long offset, int bytes) throws IOException {
            try (FileChannel file = FileChannel.open(
                    Path.of(device), StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
                return hasForeign() ? foreign(device, offset, bytes) : internal(file, offset, bytes);
            } catch (InvocationTargetException e) {
                throw new IOException(
                        "cannot map " + device + ": "
                                + (e.getCause() instanceof IOException ? e.getCause().getMessage() : advice()),
                        e);
            } catch (ReflectiveOperationException e) {
                throw new IOException("this Java has no way to map " + device + ": use Java 17, 21 or 25", e);
            } catch (RuntimeException e) {
                throw new IOException("cannot map " + device + ": " + advice(), e);
            } catch (IOException e) {
                throw new IOException("cannot open " + device + ": is it there, and may you write to it?", e);
            }
        }

        /** The functions of C are called with longs for their sizes. */
        private static boolean hasForeign() {
            return Runtime.version().feature() >= FIRST_WITH_FOREIGN
                    && System.getProperty("os.arch").contains("64");
        }

        private static String advice() {
            return "run java with "
                    + (hasForeign()
                            ? "--enable-native-access=ALL-UNNAMED"
                            : "--add-opens java.base/sun.nio.ch=ALL-UNNAMED");
        }

        /** open and mmap through java.lang.foreign, by name, since Java 17 compiles this too. */
        private static ByteBuffer foreign(String device, long offset, int bytes)
                throws ReflectiveOperationException, IOException {
            Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
            Class<?> arenas = Class.forName("java.lang.foreign.Arena");
            Object name = call(arenas, "allocateFrom", call(arenas, "ofAuto", null), device);
            int file = (int) function("open", "JAVA_INT", name, OPEN_READ_WRITE_SYNC);
            if (file < 0) {
                throw new IOException("open");
            }
            Object nowhere = segment.getField("NULL").get(null);
            Object found = function("mmap", "ADDRESS", nowhere, (long) bytes, READ_WRITE, SHARED, file, offset);
            function("close", "JAVA_INT", file);
            if ((long) call(segment, "address", found) == -1) {
                throw new InvocationTargetException(
                        new IOException("the system refuses; does the kernel allow that address?"));
            }
            return (ByteBuffer) call(segment, "asByteBuffer", call(segment, "reinterpret", found, (long) bytes));
        }

        /** Calls a function of C whose arguments are int, long and pointers. */
        private static Object function(String name, String result, Object... arguments)
                throws ReflectiveOperationException {
            Class<?> linkers = Class.forName("java.lang.foreign.Linker");
            Class<?> layout = Class.forName("java.lang.foreign.MemoryLayout");
            Class<?> values = Class.forName("java.lang.foreign.ValueLayout");
            Object types = Array.newInstance(layout, arguments.length);
            for (int i = 0; i < arguments.length; i++) {
                Array.set(types, i, values.getField(type(arguments[i])).get(null));
            }
            Class<?> signatures = Class.forName("java.lang.foreign.FunctionDescriptor");
            Object signature = call(signatures, "of", null, values.getField(result).get(null), types);
            Object linker = call(linkers, "nativeLinker", null);
            Object symbols = call(linkers, "defaultLookup", linker);
            Class<?> lookup = Class.forName("java.lang.foreign.SymbolLookup");
            Object address = ((Optional<?>) call(lookup, "find", symbols, name)).orElseThrow();
            Object options = Array.newInstance(Class.forName("java.lang.foreign.Linker$Option"), 0);
            MethodHandle handle = (MethodHandle) call(linkers, "downcallHandle", linker, address, signature, options);
            try {
                return handle.invokeWithArguments(arguments);
            } catch (Throwable e) {
                throw new InvocationTargetException(e);
            }
        }

        private static String type(Object argument) {
            return argument instanceof Integer ? "JAVA_INT" : argument instanceof Long ? "JAVA_LONG" : "ADDRESS";
        }

        /** The method of that name which takes such arguments. */
        private static Object call(Class<?> type, String name, Object on, Object... arguments)
                throws ReflectiveOperationException {
            for (Method method : type.getMethods()) {
                if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
                    return method.invoke(on, arguments);
                }
            }
            throw new NoSuchMethodException(name);
        }

        private static boolean accepts(Class<?>[] types, Object[] arguments) {
            boolean all = types.length == arguments.length;
            for (int i = 0; all && i < types.length; i++) {
                all = types[i].isInstance(arguments[i]) || types[i] == long.class && arguments[i] instanceof Long;
            }
            return all;
        }

        /** Java 17 to 19 have map0 in the channel, 20 and 21 map in a class beside it. */
        private static ByteBuffer internal(FileChannel file, long offset, int bytes)
                throws ReflectiveOperationException {
            Class<?> channel = file.getClass();
            Class<?> descriptor = FileDescriptor.class;
            long address;
            try {
                Method map = open(channel.getDeclaredMethod("map0", int.class, long.class, long.class, boolean.class));
                address = (long) map.invoke(file, WRITABLE, offset, (long) bytes, false);
            } catch (NoSuchMethodException e) {
                Field field = channel.getDeclaredField("fd");
                field.setAccessible(true);
                Constructor<?> dispatcher = Class.forName("sun.nio.ch.FileDispatcherImpl").getDeclaredConstructor();
                dispatcher.setAccessible(true);
                Method map = open(Class.forName("sun.nio.ch.FileDispatcher")
                        .getDeclaredMethod("map", descriptor, int.class, long.class, long.class, boolean.class));
                address = (long)
                        map.invoke(dispatcher.newInstance(), field.get(file), WRITABLE, offset, (long) bytes, false);
            }
            Method wrap = open(Class.forName("sun.nio.ch.Util")
                    .getDeclaredMethod(
                            "newMappedByteBuffer", int.class, long.class, descriptor, Runnable.class, boolean.class));
            return (ByteBuffer) wrap.invoke(null, bytes, address, null, null, false);
        }

        private static Method open(Method method) {
            method.setAccessible(true);
            return method;
        }
    }

    private static final int REGISTER_BYTES = 0x1000;

    /** Registers of a UIO device, or of an address: {@code /dev/mem@0x40400000}. */
    public static Registers registers(String device) throws IOException {
        int at = device.indexOf('@');
        return at < 0
                ? new Mapped(device, 0, 0, REGISTER_BYTES)
                : new Mapped(device.substring(0, at), Long.decode(device.substring(at + 1)), 0, REGISTER_BYTES);
    }

    /** A buffer of u-dma-buf. */
    public static Buffer buffer(String name) throws IOException {
        return new Mapped("/dev/" + name, 0, attribute(name, "phys_addr"), attribute(name, "size"));
    }

    private static long attribute(String name, String attribute) throws IOException {
        Path file = Path.of("/sys/class/u-dma-buf", name, attribute);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no " + file + ": is u-dma-buf loaded, with a buffer of that name?");
        }
        return Long.decode(Files.readString(file).strip());
    }

    public static void main(String[] arguments) {
[#if d.parameters??]
        if (arguments.length != 5) {
            System.err.println("usage: BnnDriver.java DMA NETWORK IN_BUFFER OUT_BUFFER PARAMETERS, such as"
                    + " /dev/uio0 /dev/uio1 udmabuf0 udmabuf1 [=d.parameters.file]");
[#else]
        if (arguments.length != 4) {
            System.err.println("usage: BnnDriver.java DMA NETWORK IN_BUFFER OUT_BUFFER, such as"
                    + " /dev/uio0 /dev/uio1 udmabuf0 udmabuf1");
[/#if]
            System.exit(2);
        }
        try {
            BnnDriver driver = new BnnDriver(
                    registers(arguments[0]),
                    registers(arguments[1]),
                    buffer(arguments[2]),
                    buffer(arguments[3]),
                    100_000_000);
[#if d.parameters??]
            driver.load(Path.of(arguments[4]));
[/#if]
            System.out.println("[=d.top]: same bits on " + driver.selfTest(Path.of("")) + " images");
            System.out.printf(Locale.ROOT, "%.0f images/s in transfers of %d%n", driver.throughput(20), driver.batch());
        } catch (IOException e) {
            System.err.println("[=d.top]: " + e.getMessage());
            System.exit(1);
        }
    }
}
