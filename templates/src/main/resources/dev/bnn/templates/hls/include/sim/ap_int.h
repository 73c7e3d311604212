// Stand-in for the vendor's ap_int.h: the parts of ap_uint and ap_int that the generated design uses, for any C++11
// compiler. Only on the include path of the C simulation. Values of up to 64 bits are computed as 64-bit integers and
// truncated when stored; wider ones can be moved, sliced and compared.
#ifndef AP_INT_H
#define AP_INT_H

// The widest word, as in the vendor's headers: 1,024 bits, unless this is defined before the first include.
#ifndef AP_INT_MAX_W
#define AP_INT_MAX_W 1024
#endif
#if AP_INT_MAX_W > 8191
#error "no HLS tool takes words of more than 8,191 bits, Vitis HLS none of more than 4,096"
#endif

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <type_traits>

namespace bnn_sim {

constexpr int words(int bits) { return (bits + 63) / 64; }

constexpr std::uint64_t mask(int bits) { return bits >= 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << bits) - 1; }

template <typename T>
constexpr bool negative(T value) {
    return std::is_signed<T>::value && static_cast<std::int64_t>(value) < 0;
}

// A value of at most 64 bits.
template <int W, bool Signed>
class Small {
public:
    using Native = typename std::conditional<Signed, std::int64_t, std::uint64_t>::type;

    constexpr Small() : value_(0) {}
    template <typename T, typename = typename std::enable_if<std::is_integral<T>::value>::type>
    constexpr Small(T value) : value_(cut(static_cast<std::uint64_t>(value))) {}

    constexpr operator Native() const { return value_; }

    constexpr std::uint64_t slice(int low, int bits) const {
        return (static_cast<std::uint64_t>(value_) >> low) & mask(bits);
    }
    void place(int low, int bits, std::uint64_t value) {
        const std::uint64_t hole = mask(bits) << low;
        value_ = cut((static_cast<std::uint64_t>(value_) & ~hole) | ((value << low) & hole));
    }

private:
    static constexpr Native cut(std::uint64_t value) {
        return Signed && W < 64 && ((value >> (W - 1)) & 1) ? static_cast<Native>(value | ~mask(W))
                                                            : static_cast<Native>(value & mask(W));
    }

    Native value_;
};

// A value of more than 64 bits.
template <int W>
class Large {
public:
    Large() : word_() {}
    template <typename T, typename = typename std::enable_if<std::is_integral<T>::value>::type>
    Large(T value) : word_() {
        word_[0] = static_cast<std::uint64_t>(value);
        for (int i = 1; negative(value) && i < words(W); i++) word_[i] = mask(W - 64 * i);
    }

    std::uint64_t slice(int low, int bits) const {
        const int word = low / 64, shift = low % 64;
        std::uint64_t value = word_[word] >> shift;
        if (shift + bits > 64) value |= word_[word + 1] << (64 - shift);
        return value & mask(bits);
    }
    void place(int low, int bits, std::uint64_t value) {
        const int word = low / 64, shift = low % 64;
        word_[word] = (word_[word] & ~(mask(bits) << shift)) | ((value & mask(bits)) << shift);
        if (shift + bits > 64) {
            const int rest = shift + bits - 64;
            word_[word + 1] = (word_[word + 1] & ~mask(rest)) | ((value & mask(bits)) >> (bits - rest));
        }
    }

private:
    std::uint64_t word_[words(W)];
};

// The bits hi..lo of a value, to read or to write.
template <typename Value>
class Range {
public:
    Range(Value& value, int hi, int lo) : value_(value), hi_(hi), lo_(lo) {}
    Range(const Range&) = default;

    int size() const { return hi_ - lo_ + 1; }
    std::uint64_t chunk(int at) const {
        const int left = size() - at;
        return value_.slice(lo_ + at, left < 64 ? left : 64);
    }

    Range& operator=(const Range& other) { return assign(other); }
    template <typename Other>
    Range& operator=(const Range<Other>& other) { return assign(other); }
    template <int W, bool S>
    Range& operator=(const Small<W, S>& other) { return fill(static_cast<std::uint64_t>(typename Small<W, S>::Native(other)), S); }
    template <int W>
    Range& operator=(const Large<W>& other) { return assign(Range<const Large<W>>(other, W - 1, 0)); }
    template <typename T, typename = typename std::enable_if<std::is_integral<T>::value>::type>
    Range& operator=(T value) { return fill(static_cast<std::uint64_t>(value), negative(value)); }

    operator std::uint64_t() const { return chunk(0); }

private:
    template <typename Other>
    Range& assign(const Range<Other>& other) {
        for (int at = 0; at < size(); at += 64) {
            const int bits = size() - at < 64 ? size() - at : 64;
            value_.place(lo_ + at, bits, at < other.size() ? other.chunk(at) : 0);
        }
        return *this;
    }
    Range& fill(std::uint64_t low, bool sign) {
        const std::uint64_t rest = sign && (low >> 63) ? ~std::uint64_t(0) : 0;
        for (int at = 0; at < size(); at += 64) {
            value_.place(lo_ + at, size() - at < 64 ? size() - at : 64, at == 0 ? low : rest);
        }
        return *this;
    }

    Value& value_;
    int hi_, lo_;
};

template <int W, bool Signed>
using Storage = typename std::conditional<(W <= 64), Small<W, Signed>, Large<W>>::type;

template <int W, bool Signed>
class Value : public Storage<W, Signed> {
    using Base = Storage<W, Signed>;

    static_assert(W > 0, "a word has at least one bit");
    static_assert(W <= AP_INT_MAX_W, "a word of more bits than AP_INT_MAX_W, which is to be defined before ap_int.h is included");

public:
    static const int width = W;

    constexpr Value() : Base() {}
    template <typename T, typename = typename std::enable_if<std::is_integral<T>::value>::type>
    constexpr Value(T value) : Base(value) {}
    template <int V, bool S>
    Value(const Value<V, S>& other) : Base() { (*this)(W - 1, 0) = static_cast<const Storage<V, S>&>(other); }
    template <typename V>
    Value(const Range<V>& range) : Base() { (*this)(W - 1, 0) = range; }

    Range<Base> operator()(int hi, int lo) { return Range<Base>(*this, hi, lo); }
    Range<const Base> operator()(int hi, int lo) const { return Range<const Base>(*this, hi, lo); }
    Range<Base> range(int hi, int lo) { return (*this)(hi, lo); }
    Range<const Base> range(int hi, int lo) const { return (*this)(hi, lo); }
    Range<Base> operator[](int bit) { return (*this)(bit, bit); }
    bool operator[](int bit) const { return this->slice(bit, 1) != 0; }

    template <typename T>
    Value& operator+=(const T& other) { return *this = Value(*this + other); }
    template <typename T>
    Value& operator-=(const T& other) { return *this = Value(*this - other); }
    Value& operator++() { return *this += 1; }
};

// The bits of a word as 0s and 1s, the lowest first.
template <int W, bool S>
void trace(std::FILE* file, const Value<W, S>& value) {
    for (int i = 0; i < W; i++) std::fputc(value[i] ? '1' : '0', file);
}

}  // namespace bnn_sim

template <int W>
using ap_uint = bnn_sim::Value<W, false>;
template <int W>
using ap_int = bnn_sim::Value<W, true>;

#endif
