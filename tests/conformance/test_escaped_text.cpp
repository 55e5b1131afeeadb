#include "conformance/report/escaped_text.hpp"

#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

TEST(EscapedText, KeepsWhatIsValid) { EXPECT_EQ(printable("aé€😀\n\t "), "aé€😀\n\t "); }

TEST(EscapedText, ShowsControlsByTheirPictures) {
  EXPECT_EQ(printable(std::string_view("\0\x1b\x7f\r", 4)), "␀␛␡␍");
  EXPECT_EQ(one_line("a\nb\tc"), "a␊b␉c");
}

TEST(EscapedText, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(printable("a\xff"), "a\xef\xbf\xbd");
  EXPECT_EQ(printable("\xc0\xaf"), "\xef\xbf\xbd") << "not the shortest form";
  EXPECT_EQ(printable("\xe0\x80\xaf"), "\xef\xbf\xbd") << "not the shortest form";
  EXPECT_EQ(printable("\xed\xa0\x80x"), "\xef\xbf\xbdx") << "a lone surrogate";
  EXPECT_EQ(printable("\xef\xbf\xbf"), "\xef\xbf\xbd") << "forbidden in XML";
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\xef\xbf\xbd") << "beyond U+10FFFF";
  EXPECT_EQ(printable("\xe2\x82"), "\xef\xbf\xbd") << "cut off";
  EXPECT_EQ(printable("\xe2\x82<"), "\xef\xbf\xbd<") << "what follows is not swallowed";
}

TEST(EscapedText, EscapesMarkup) {
  EXPECT_EQ(markup_text("<a href=\"x\">'&amp;'\n"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;\n");
  EXPECT_EQ(markup_text("\xff<"), "\xef\xbf\xbd&lt;");
  EXPECT_EQ(attribute_text("a\n\t\"<"), "a&#10;&#9;&quot;&lt;");
}

TEST(EscapedText, IsCutBetweenCharactersOnly) {
  EXPECT_EQ(bounded("abc", 3), "abc");
  EXPECT_EQ(bounded("abcd", 3), "abc … (1 bytes more)");
  EXPECT_EQ(bounded("aéb", 2), "a … (3 bytes more)");
  EXPECT_EQ(bounded_end("abc", 3), "abc");
  EXPECT_EQ(bounded_end("abcd", 3), "(1 bytes before) … bcd");
  EXPECT_EQ(bounded_end("aéb", 2), "(3 bytes before) … b");
}

TEST(EscapedText, OfContinuationBytesOnlyIsCutToo) {
  const std::string bytes(100, '\x80');
  EXPECT_EQ(bounded(bytes, 10), " … (100 bytes more)");
  EXPECT_EQ(bounded_end(bytes, 10), "(100 bytes before) … ");
}

}  // namespace
}  // namespace wp_codebox::conformance
