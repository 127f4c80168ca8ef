// Reviews.
export function ReviewsPage() {
  return null;
}
