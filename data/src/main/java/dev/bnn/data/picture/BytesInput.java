// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import javax.imageio.stream.ImageInputStreamImpl;

/** An image input stream over bytes in memory. The JDK's own streams would copy the bytes. */
final class BytesInput extends ImageInputStreamImpl {
    private final byte[] bytes;

    BytesInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int n = (int) Math.min(length, bytes.length - streamPos);
        if (n <= 0) {
            return -1;
        }
        System.arraycopy(bytes, (int) streamPos, to, offset, n);
        streamPos += n;
        return n;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
